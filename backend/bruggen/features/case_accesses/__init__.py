"""Who is let into a case for a while: experts who were asked, and emergencies."""
