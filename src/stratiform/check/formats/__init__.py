"""Findings as text of one kind or another, one format a file: ``render(report) -> str``."""
