import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"ImageTagMutability": "MUTABLE"}, True),
        ({"ImageTagMutability": "IMMUTABLE"}, False),
        ({"ImageTagMutability": {"Ref": "Setting"}}, False),
    ],
)
def test_tags_must_not_move(properties: dict[str, object], wrong: bool) -> None:
    assert judged("ecr-mutable-tags", "AWS::ECR::Repository", properties) is wrong
