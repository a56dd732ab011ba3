"""What features and jobs of expertise do alike: networks and who takes part, sessions and who comes."""
