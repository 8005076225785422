import pytest

from stratiform.check.engine_support import ended


@pytest.mark.parametrize(
    ("engine", "version", "date"),
    [
        ("mysql", "8.0.28", "2026-07-31"),
        ("mysql", "5.7", "2024-02-29"),
        ("mysql", "8.4.3", None),
        ("postgres", "12.19", "2025-02-28"),
        ("postgres", "16.3", None),
        ("aurora-mysql", "8.0.mysql_aurora.3.08.0", None),
        ("aurora-mysql", "5.7.mysql_aurora.2.11.2", "2024-10-31"),
        ("sqlserver-ex", "15.00", None),
    ],
)
def test_the_major_version_decides(engine: str, version: str, date: str | None) -> None:
    assert ended(engine, version) == date
