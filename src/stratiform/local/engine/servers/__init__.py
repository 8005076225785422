"""The real servers that stand for well-known images: PostgreSQL and Valkey, from wheels."""
