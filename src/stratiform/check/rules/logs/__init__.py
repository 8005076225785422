"""Rules about log groups."""
