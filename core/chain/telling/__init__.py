"""The chain in words: what was done, which steps a report goes through, the diagram of the docs."""
