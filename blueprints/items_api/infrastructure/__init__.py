"""The infrastructure of the items API."""
