"""Rules about ACM certificates."""
