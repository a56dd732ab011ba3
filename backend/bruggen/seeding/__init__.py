"""Puts reference data and demo data into the database; running it twice changes nothing."""
