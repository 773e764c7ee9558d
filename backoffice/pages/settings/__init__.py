"""The administration's pages, one file for each part."""
