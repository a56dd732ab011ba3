"""How each kind of record becomes an index document."""
