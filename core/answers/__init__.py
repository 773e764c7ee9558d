"""What people ask an office, and the answers it keeps ready: no report, no person."""
