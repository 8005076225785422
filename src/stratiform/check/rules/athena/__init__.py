"""Rules about Athena workgroups."""
