"""When and where trainings and gatherings take place."""
