"""The infrastructure of the web service."""
