"""Data loss, and what prevents it."""

from __future__ import annotations

import pytest

from diff.templates import resource, the
from stratiform.diff import Effect


def replaced(compare, type_, name, **attributes):
    before = resource(type_, **{name: "a"}, **attributes)
    after = resource(type_, **{name: "b"}, **attributes)
    return the(compare({"It": before}, {"It": after}), "It")


def removed(compare, type_, **attributes):
    other = {"Other": resource("Events::EventBus", Name="x")}
    return the(compare({"It": resource(type_, **attributes), **other}, other), "It")


@pytest.mark.parametrize(
    ("policy", "effect"),
    [
        (None, Effect.DESTROYS_DATA),
        ("Delete", Effect.DESTROYS_DATA),
        ("Snapshot", Effect.REPLACES),
        ("Retain", Effect.REPLACES),
    ],
)
def test_a_replaced_table_loses_its_items_unless_it_is_kept(compare, policy, effect):
    attributes = {"_UpdateReplacePolicy": policy} if policy else {}
    one = replaced(compare, "DynamoDB::Table", "TableName", **attributes)
    assert one.effect is effect
    assert policy is None or policy in " ".join(one.reasons)


@pytest.mark.parametrize(
    ("policy", "effect"),
    [
        (None, Effect.DESTROYS_DATA),
        ("Delete", Effect.DESTROYS_DATA),
        ("Snapshot", Effect.DELETES),
        ("Retain", Effect.KEEPS),
        ("RetainExceptOnCreate", Effect.KEEPS),
    ],
)
def test_a_removed_volume_is_lost_unless_it_is_kept(compare, policy, effect):
    assert removed(compare, "EC2::Volume", **({"_DeletionPolicy": policy} if policy else {})).effect is effect


def test_a_database_is_deleted_with_a_snapshot_by_default(compare):
    assert removed(compare, "RDS::DBCluster").effect is Effect.DELETES
    assert removed(compare, "RDS::DBInstance").effect is Effect.DELETES
    assert removed(compare, "RDS::DBCluster", _DeletionPolicy="Delete").effect is Effect.DESTROYS_DATA


def test_an_instance_of_aurora_holds_nothing(compare):
    one = removed(compare, "RDS::DBInstance", DBClusterIdentifier="c", _DeletionPolicy="Delete")
    assert one.effect is Effect.DELETES
    bare = removed(compare, "RDS::DBInstance", DBClusterIdentifier="c")
    assert (bare.effect, bare.reasons) == (Effect.DELETES, ())


@pytest.mark.parametrize(("was", "will"), [("Retain", None), (None, "Retain"), ("Snapshot", "Delete")])
def test_a_policy_that_changes_with_the_replacement_may_not_hold(compare, was, will):
    def table(name, policy):
        made = resource("DynamoDB::Table", TableName=name)
        return {"It": made | ({"UpdateReplacePolicy": policy} if policy else {})}

    one = the(compare(table("a", was), table("b", will)), "It")
    assert one.effect is Effect.MAY_DESTROY_DATA
    assert f"goes from {was or 'none'} to {will or 'none'}" in one.reasons[0]


@pytest.mark.parametrize(
    ("type_", "switch"),
    [
        ("DynamoDB::Table", {"DeletionProtectionEnabled": True}),
        ("DynamoDB::GlobalTable", {"Replicas": [{"Region": "r", "DeletionProtectionEnabled": "true"}]}),
        ("Cognito::UserPool", {"DeletionProtection": "ACTIVE"}),
        ("RDS::DBCluster", {"DeletionProtection": True, "_DeletionPolicy": "Delete"}),
    ],
)
def test_deletion_protection_refuses(compare, type_, switch):
    one = removed(compare, type_, **switch)
    assert one.effect is Effect.DELETES
    assert "refuses the deletion" in one.reasons[0]


def test_what_holds_no_data_is_only_replaced(compare):
    assert replaced(compare, "IAM::Role", "RoleName").effect is Effect.REPLACES


def test_a_fixed_name_stops_a_replacement_and_a_rename(compare):
    def table(logical_id, **more):
        return {logical_id: resource("DynamoDB::Table", TableName="orders", **more)}

    replaced_ = the(compare(table("A", KeySchema=[]), table("A", ImportSourceSpecification={})), "A")
    assert "refuses while the TableName stays orders" in replaced_.reasons[-1]
    (renamed,) = compare(table("A"), table("B")).resources
    assert "refuses while the TableName stays orders" in renamed.reasons[-1]
    free = the(compare({"A": resource("DynamoDB::Table", TableName="a")}, table("A")), "A")
    assert "refuses" not in " ".join(free.reasons)
