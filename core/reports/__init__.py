"""Reports: taking them in, keeping them sealed, showing them to who may see."""
