"""Words that mean the same to whoever searches."""
