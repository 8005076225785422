import pytest

from graphs import graph
from stratiform.check.literals import disclosed, is_literal_secret


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


@pytest.mark.parametrize(
    ("found", "how"),
    [
        ("hunter2", "stands in the template"),
        ({"Ref": "Hidden"}, None),
        ({"Ref": "Given"}, "is the default of the parameter Given"),
        ({"Ref": "Shown"}, "is shown by the parameter Shown, which is not NoEcho"),
        ({"Ref": "Other"}, None),
        (None, None),
    ],
)
def test_parameters_disclose_by_a_default_and_by_echoing(found: object, how: str | None) -> None:
    parameters = {
        "Hidden": {"Type": "String", "NoEcho": True},
        "Given": {"Type": "String", "NoEcho": True, "Default": "hunter2"},
        "Shown": {"Type": "String"},
    }
    system = graph({"It": ("AWS::RDS::DBInstance", {})}, Parameters=parameters)
    assert disclosed(found, next(iter(system.resources.values())), system) == how
