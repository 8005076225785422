"""Rules about Route 53 zones."""
