"""Configurations as AWS AppConfig Agent serves them, renewed when they are deployed."""
