"""Rules about templates as a whole."""
