"""Rules about DocumentDB clusters."""
