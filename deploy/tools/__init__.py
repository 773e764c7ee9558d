"""What keeps the repository true: the checks, and the pages of docs/ that are written from the code."""
