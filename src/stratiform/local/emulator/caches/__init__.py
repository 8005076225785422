"""Real Valkey servers behind the records of MiniStack's ElastiCache, which starts their containers."""
