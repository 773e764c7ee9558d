"""How an officer likes to look at the queues: saved views and chosen columns."""
