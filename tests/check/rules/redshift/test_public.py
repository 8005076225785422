import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({"PubliclyAccessible": True}, True),
        ({"PubliclyAccessible": "true"}, True),
        ({"PubliclyAccessible": False}, False),
        # Checkov takes an absent value for true. The API documents "Default: false", and Guard agrees:
        # https://docs.aws.amazon.com/redshift/latest/APIReference/API_CreateCluster.html
        ({}, False),
        ({"PubliclyAccessible": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_a_redshift_cluster_must_be_private(properties: dict[str, object], wrong: bool) -> None:
    assert judged("redshift-public", "AWS::Redshift::Cluster", properties) is wrong
