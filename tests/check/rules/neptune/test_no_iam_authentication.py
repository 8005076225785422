import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"IamAuthEnabled": True}, False),
        ({"IamAuthEnabled": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_a_neptune_cluster_does_not_ask_who_is_querying(properties: dict[str, object], wrong: bool) -> None:
    assert judged("neptune-no-iam-authentication", "AWS::Neptune::DBCluster", properties) is wrong
