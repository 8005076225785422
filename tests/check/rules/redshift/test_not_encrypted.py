import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({"Encrypted": False}, True),
        ({"Encrypted": "false"}, True),
        ({"Encrypted": True}, False),
        # Checkov takes an absent value for false. The API documents "Default: true" since January 2025:
        # https://docs.aws.amazon.com/redshift/latest/APIReference/API_CreateCluster.html
        ({}, False),
        ({"Encrypted": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_a_redshift_cluster_must_be_encrypted(properties: dict[str, object], wrong: bool) -> None:
    assert judged("redshift-not-encrypted", "AWS::Redshift::Cluster", properties) is wrong
