"""`make bench`: what Kentongan does in a second, and how long a person waits for it. Nothing is asserted."""
