"""The lists: rows, filters, columns, views, selections, downloads."""
