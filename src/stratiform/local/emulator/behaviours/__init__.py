"""What MiniStack does differently from AWS, one a file: ``EXPLAIN: str | None`` and ``install() -> None``."""
