import pytest

from check.judging import judged


@pytest.mark.parametrize("type_", ["AWS::RDS::DBInstance", "AWS::RDS::DBCluster"])
@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"CopyTagsToSnapshot": False}, True),
        ({"CopyTagsToSnapshot": True}, False),
        ({"CopyTagsToSnapshot": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_snapshots_of_a_database_lose_its_tags(
    type_: str, properties: dict[str, object], wrong: bool
) -> None:
    assert judged("rds-tags-not-copied", type_, properties) is wrong


def test_a_member_follows_its_cluster() -> None:
    assert not judged("rds-tags-not-copied", "AWS::RDS::DBInstance", {"DBClusterIdentifier": "orders"})
