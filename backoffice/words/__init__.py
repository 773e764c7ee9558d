"""How officers are spoken to: dates and amounts, who holds a report, what the record and the bell say."""
