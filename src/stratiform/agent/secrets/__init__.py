"""Secrets as AWS Secrets Manager Agent serves them, renewed when they change."""
