"""Keys, seals and the tracking ID: what each process can read (design.md §5)."""
