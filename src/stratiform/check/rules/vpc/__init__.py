"""Rules about networks."""
