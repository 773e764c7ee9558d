"""The `kentongan` commands, one module for each group."""
