"""Rules about Redshift clusters."""
