"""How officers are spoken to: dates and amounts, what the record and the bell say."""
