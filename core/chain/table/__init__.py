"""The one table of the chain: its rows by stage, the questions they ask and the guards they pass."""
