import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"LifecyclePolicy": ""}, True),
        ({"LifecyclePolicy": "given"}, False),
        ({"LifecyclePolicy": {"Ref": "Value"}}, False),
    ],
)
def test_a_repository_must_have_a_lifecycle_policy(properties: dict[str, object], wrong: bool) -> None:
    assert judged("ecr-no-lifecycle", "AWS::ECR::Repository", properties) is wrong
