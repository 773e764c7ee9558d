"""Running all parts on one machine: starting, watching, restarting and stopping them in order."""
