"""The officers' desk: JSON API and server-rendered pages."""
