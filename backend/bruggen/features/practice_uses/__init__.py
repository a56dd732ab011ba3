"""Who also does as a good practice says, and what they found."""
