import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"SSESpecification": {"SSEEnabled": False}}, True),
        ({"SSESpecification": {"SSEEnabled": True}}, False),
        ({"SSESpecification": {"SSEEnabled": {"Fn::ImportValue": "Other"}}}, False),
    ],
)
def test_not_encrypted(properties: dict[str, object], wrong: bool) -> None:
    assert judged("dax-not-encrypted", "AWS::DAX::Cluster", properties) is wrong
