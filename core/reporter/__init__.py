"""The reporter's own thread: following a report, answering, revising, without an account."""
