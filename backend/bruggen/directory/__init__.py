"""The search index over what is public: derived from the database, rebuilt from it at will."""
