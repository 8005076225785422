from check.evidence import proof, subjects
from networks import NETWORK, database

RULE = "system-database-in-public-subnet"


def test_one_public_subnet_is_enough() -> None:
    found = proof(RULE, {**NETWORK, **database("Isolated", "Public")})
    assert found == {"Database": ["Public", "PublicRoute", "Gateway"]}


def test_private_and_isolated_subnets_are_right() -> None:
    assert not proof(RULE, {**NETWORK, **database("Isolated", "Private")})


def test_an_instance_stands_where_its_cluster_does() -> None:
    subnets = database("Public")["Subnets"]
    cluster = (
        "AWS::RDS::DBCluster",
        {"Engine": "aurora-postgresql", "DBSubnetGroupName": {"Ref": "Subnets"}},
    )
    writer = ("AWS::RDS::DBInstance", {"DBClusterIdentifier": {"Ref": "Cluster"}})
    resources = {**NETWORK, "Subnets": subnets, "Cluster": cluster, "Writer": writer}
    assert subjects(RULE, resources) == ["Cluster"]
    assert list(proof(RULE, resources)) == ["Cluster"]


def test_a_cache_is_a_database_too() -> None:
    group = ("AWS::ElastiCache::SubnetGroup", {"SubnetIds": [{"Ref": "Public"}]})
    cache = ("AWS::ElastiCache::ReplicationGroup", {"CacheSubnetGroupName": {"Ref": "Group"}})
    assert list(proof(RULE, {**NETWORK, "Group": group, "Cache": cache})) == ["Cache"]


def test_subnets_that_are_not_in_the_definition_are_not_judged() -> None:
    assert subjects(RULE, {"Database": ("AWS::RDS::DBInstance", {"DBSubnetGroupName": "theirs"})}) == []
