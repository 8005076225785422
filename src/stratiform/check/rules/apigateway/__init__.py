"""Rules about REST APIs."""
