"""Rules about Lambda functions, plain and SAM's."""
