"""Rules about AppConfig."""
