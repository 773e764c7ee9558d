"""What pages and API share of a request: who asks, what they send, and handing it to core."""
