"""The database: engine, transactions, column types, table metadata."""
