"""Rules about IAM identities and policies."""
