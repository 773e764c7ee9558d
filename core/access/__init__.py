"""Who may see which report: one rule, read by Python and by SQL."""
