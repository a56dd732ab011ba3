"""Pages and legal texts that people edit."""
