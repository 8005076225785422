"""Rules about Batch jobs."""
