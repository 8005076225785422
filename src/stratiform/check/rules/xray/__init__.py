"""Rules about X-Ray."""
