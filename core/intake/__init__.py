"""A report comes in: letterbox, intake, filing, agenda numbers."""
