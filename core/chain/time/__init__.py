"""Time in the chain: working days, the rules of each clock, and why something is due when it is."""
