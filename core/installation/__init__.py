"""What belongs together: one database, the keys its rows are sealed to, the code its tables are made for."""
