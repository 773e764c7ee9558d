"""HeldStory first: whatever somebody sends outside a question is heard, and one press makes it a report."""
