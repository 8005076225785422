import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"NodeType": "dc2.large"}, True),
        ({"NodeType": "ds2.xlarge"}, True),
        ({"NodeType": "ra3.large"}, False),
        ({"NodeType": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_a_redshift_cluster_runs_on_an_old_generation_of_nodes(
    properties: dict[str, object], wrong: bool
) -> None:
    assert judged("redshift-old-generation", "AWS::Redshift::Cluster", properties) is wrong
