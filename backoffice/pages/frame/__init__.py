"""What every page stands in: shell, forms, visits, refused and kept forms, saved views."""
