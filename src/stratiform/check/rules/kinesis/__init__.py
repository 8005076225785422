"""Rules about Kinesis streams."""
