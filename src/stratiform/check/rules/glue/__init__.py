"""Rules about Glue."""
