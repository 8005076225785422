import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"Parameters": {"tls": "disabled"}}, True),
        ({"Parameters": {"tls": "enabled"}}, False),
        ({"Parameters": {"tls": {"Fn::ImportValue": "Other"}}}, False),
    ],
)
def test_a_documentdb_cluster_accepts_plain_connections(properties: dict[str, object], wrong: bool) -> None:
    assert judged("docdb-plain-connections", "AWS::DocDB::DBClusterParameterGroup", properties) is wrong
