"""What is written down about changes: the change log, and the audit trail."""
