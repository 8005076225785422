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
def test_a_dax_cluster_is_not_encrypted_at_rest(properties: dict[str, object], wrong: bool) -> None:
    assert judged("dax-not-encrypted", "AWS::DAX::Cluster", properties) is wrong
