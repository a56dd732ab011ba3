"""What is written down about changes: the change log now, the audit trail later."""
