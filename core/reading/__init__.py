"""One report as an officer sees it: its words, its history, its surroundings."""
