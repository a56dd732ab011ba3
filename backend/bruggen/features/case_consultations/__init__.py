"""Case consultations (ROTS): applications, their path, and the table of cases."""
