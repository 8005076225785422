"""A table: protected as its tier says, and open to exactly the access that a workload declares."""

import pytest

from stratiform.tiers import DEV, PROD, STAGING
from systems import part, source, statements, system

pytestmark = pytest.mark.synth


def table(tier=DEV, **options):
    from stratiform.constructs import Table

    return system(lambda main: Table(main, "Orders", **{"key": "id", **options}), tier)


def properties(graph):
    return part(graph, "Orders").properties


def test_a_table_is_billed_on_demand_and_encrypted():
    found = properties(table())
    assert found["BillingMode"] == "PAY_PER_REQUEST"
    assert found["SSESpecification"] == {"SSEEnabled": True}
    assert found["KeySchema"] == [{"AttributeName": "id", "KeyType": "HASH"}]


def test_the_tier_decides_recovery_and_protection():
    for tier in (DEV, STAGING, PROD):
        found = properties(table(tier))
        recovery = found["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"]
        assert (recovery, found["DeletionProtectionEnabled"]) == (
            tier.table.recovery,
            tier.table.deletion_protection,
        )
        assert part(table(tier), "Orders").deletion_policy == ("Retain" if tier.keep_data else "Delete")


def test_a_table_may_be_replaced_beside_the_one_that_is_kept():
    """CloudFormation cannot create a second table with a fixed name."""
    assert "TableName" not in properties(table(PROD))


def test_a_name_of_the_pattern_is_there_for_the_asking():
    assert properties(table(component="orders"))["TableName"] == "shop-local-orders"


def test_keys_indexes_expiry_and_stream():
    from aws_cdk import aws_dynamodb as dynamodb

    from stratiform.constructs import Index

    found = properties(
        table(
            key="customer",
            sort=("at", "number"),
            indexes={
                "by-state": Index(key="state", sort=("at", "number"), attributes=("total",)),
                "by-total": Index(key=("total", "number")),
            },
            expires="expiresAt",
            stream=dynamodb.StreamViewType.NEW_IMAGE,
        )
    )
    assert [key["AttributeName"] for key in found["KeySchema"]] == ["customer", "at"]
    types = {a["AttributeName"]: a["AttributeType"] for a in found["AttributeDefinitions"]}
    assert types == {"customer": "S", "at": "N", "state": "S", "total": "N"}
    by_state, by_total = found["GlobalSecondaryIndexes"]
    assert by_state["Projection"] == {"NonKeyAttributes": ["total"], "ProjectionType": "INCLUDE"}
    assert by_total["Projection"] == {"ProjectionType": "ALL"}
    assert found["TimeToLiveSpecification"] == {"AttributeName": "expiresAt", "Enabled": True}
    assert found["StreamSpecification"] == {"StreamViewType": "NEW_IMAGE"}


def test_provisioned_capacity_scales_between_its_bounds_for_table_and_indexes():
    from stratiform.constructs import Capacity, Index

    graph = table(capacity=Capacity(read=(5, 50), write=(2, 20)), indexes={"by-state": Index(key="state")})
    assert properties(graph)["ProvisionedThroughput"] == {"ReadCapacityUnits": 5, "WriteCapacityUnits": 2}
    bounds = {
        target.properties["ScalableDimension"]: (
            target.properties["MinCapacity"],
            target.properties["MaxCapacity"],
        )
        for target in graph.of_type("AWS::ApplicationAutoScaling::ScalableTarget")
    }
    assert bounds == {
        f"dynamodb:{kind}:{unit}CapacityUnits": bound
        for kind in ("table", "index")
        for unit, bound in (("Read", (5, 50)), ("Write", (2, 20)))
    }


def test_a_key_of_ones_own_encrypts():
    from aws_cdk import aws_kms as kms

    from stratiform.constructs import Table

    graph = system(lambda main: Table(main, "Orders", key="id", encryption_key=kms.Key(main, "Key")))
    assert properties(graph)["SSESpecification"]["SSEType"] == "KMS"


def test_the_tier_decides_whether_the_stacks_key_encrypts():
    for tier in (DEV, STAGING, PROD):
        graph = table(tier)
        keys = list(graph.of_type("AWS::KMS::Key"))
        assert len(keys) == tier.customer_keys
        assert ("KMSMasterKeyId" in properties(graph)["SSESpecification"]) is tier.customer_keys


@pytest.mark.parametrize(("access", "encrypts"), [("READ", False), ("WRITE", True), ("READ_WRITE", True)])
def test_who_uses_an_encrypted_table_may_use_its_key(tmp_path, access, encrypts):
    from stratiform.constructs import Access, Function, Table

    def build(main):
        Function(main, "Worker", source=source(tmp_path)).uses(
            Table(main, "Orders", key="id"), Access[access]
        )

    found = set()
    for _, actions, _ in statements(system(build, PROD), "Worker/Role/DefaultPolicy"):
        found |= {action for action in actions if action.startswith("kms:")}
    assert "kms:Decrypt" in found
    assert ("kms:GenerateDataKey*" in found) is encrypts


READS = {"BatchGetItem", "ConditionCheckItem", "DescribeTable", "GetItem", "Query", "Scan"}
WRITES = {"BatchWriteItem", "DeleteItem", "PutItem", "UpdateItem"}


@pytest.mark.parametrize(
    ("access", "verbs"), [("READ", READS), ("WRITE", WRITES), ("READ_WRITE", READS | WRITES)]
)
def test_access_is_exactly_what_is_declared(tmp_path, access, verbs):
    from stratiform.constructs import Access, Function, Table

    def build(main):
        Function(main, "Worker", source=source(tmp_path)).uses(
            Table(main, "Orders", key="id"), Access[access]
        )

    granted = [actions for _, actions, _ in statements(system(build), "Worker/Role/DefaultPolicy")]
    assert {f"dynamodb:{verb}" for verb in verbs} in granted
    assert len(granted) == 2


def test_reading_reaches_the_indexes_too(tmp_path):
    from stratiform.constructs import Access, Function, Index, Table

    def build(main):
        orders = Table(main, "Orders", key="id", indexes={"by-state": Index(key="state")})
        Function(main, "Worker", source=source(tmp_path)).uses(orders, Access.READ)

    resources = [resource for _, _, resource in statements(system(build), "Worker/Role/DefaultPolicy")]
    assert any("/index/*" in str(resource) for resource in resources)
