"""Rules about user and identity pools."""
