import pytest

from stratiform.check.lambda_runtimes import deprecated_since


@pytest.mark.parametrize(
    ("runtime", "date"),
    [
        ("python3.9", "2025-12-15"),
        ("nodejs20.x", "2026-04-30"),
        ("python3.14", None),
        ("nodejs24.x", None),
        ("cobol1.x", None),
    ],
)
def test_a_runtime_is_deprecated_from_the_day_that_aws_publishes(runtime: str, date: str | None) -> None:
    assert deprecated_since(runtime) == date
