"""Rules about Neptune clusters."""
