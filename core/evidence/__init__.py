"""Evidence: encrypted under a key of its own before it touches the store."""
