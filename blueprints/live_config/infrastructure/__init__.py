"""The infrastructure of the live configuration."""
