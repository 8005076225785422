"""A page that shows its configuration as it is."""
