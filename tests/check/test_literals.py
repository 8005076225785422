import pytest

from stratiform.check.literals import is_literal_secret


@pytest.mark.parametrize(
    ("found", "literal"),
    [
        ("hunter2", True),
        ("", False),
        (None, False),
        ({"Ref": "Password"}, False),
        ("{{resolve:secretsmanager:db}}", False),
    ],
)
def test_only_text_that_is_the_secret_counts(found: object, literal: bool) -> None:
    assert is_literal_secret(found) is literal
