"""What a report is: its tables, sealed content, sealed identity, history, links, and what finds it."""
