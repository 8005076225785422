"""Resources under another logical id are recognised, and CloudFormation's way with them is told."""

from __future__ import annotations

import time

from diff.templates import resource, the
from stratiform.diff import Effect, Kind

TABLE = resource(
    "DynamoDB::Table",
    KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
    AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
    BillingMode="PAY_PER_REQUEST",
)


def test_a_renamed_table_is_created_empty_and_the_old_one_deleted(compare):
    changes = compare({"OrdersA1B2C3D4": TABLE}, {"PurchasesE5F60718": TABLE})
    (renamed,) = changes.resources
    assert renamed.kind is Kind.RENAMED
    assert renamed.effect is Effect.DESTROYS_DATA
    assert "loses its items" in "; ".join(renamed.reasons)


def test_a_renamed_table_that_is_retained_loses_nothing(compare):
    kept = TABLE | {"DeletionPolicy": "Retain"}
    (renamed,) = compare({"Orders": kept}, {"Purchases": kept}).resources
    assert renamed.effect is Effect.REPLACES


def test_a_renamed_function_that_changed_a_little_is_still_the_same(compare):
    properties = {"Handler": "app.handler", "Runtime": "python3.13", "MemorySize": 512, "Role": "r"}
    changes = compare(
        {"Old": resource("Lambda::Function", Timeout=3, **properties)},
        {"New": resource("Lambda::Function", Timeout=4, **properties)},
    )
    (renamed,) = changes.resources
    assert (renamed.kind, renamed.effect) == (Kind.RENAMED, Effect.REPLACES)
    assert [one.path for one in renamed.properties] == ["Properties.Timeout"]


def test_unlike_resources_of_one_type_are_not_a_rename(compare):
    changes = compare(
        {"Old": resource("Lambda::Function", Handler="a", Runtime="python3.13", Timeout=1)},
        {"New": resource("Lambda::Function", Handler="b", Runtime="nodejs22.x", Timeout=1)},
    )
    assert {one.kind for one in changes.resources} == {Kind.ADDED, Kind.REMOVED}


def test_the_most_alike_are_paired(compare):
    def queue(seconds):
        return resource(
            "SQS::Queue", VisibilityTimeout=seconds, FifoQueue=True, KmsMasterKeyId="k", DelaySeconds=1
        )

    changes = compare({"A": queue(1), "B": queue(2)}, {"C": queue(2), "D": queue(1)})
    pairs = {one.before.address.logical_id: one.after.address.logical_id for one in changes.resources}
    assert pairs == {"A": "D", "B": "C"}


def test_two_resources_without_properties_are_only_the_same_by_name(compare):
    topic = resource("SNS::Topic")
    same = compare({"AlertsA1B2C3D4": topic}, {"AlertsE5F60718": topic})
    assert [one.kind for one in same.resources] == [Kind.RENAMED]
    other = compare({"Alerts": topic}, {"Orders": topic})
    assert {one.kind for one in other.resources} == {Kind.ADDED, Kind.REMOVED}


def test_references_to_a_renamed_resource_are_no_difference_of_their_own(compare):
    def stack(name):
        value = {"Fn::Sub": f"${{{name}}}-x"}
        environment = {"Variables": {"A": {"Ref": name}, "B": {"Fn::GetAtt": [name, "Arn"]}, "C": value}}
        return {name: TABLE, "F": resource("Lambda::Function", Environment=environment)}

    changes = compare(stack("Orders"), stack("Purchases"))
    assert [one.address.logical_id for one in changes.resources] == ["Purchases"]


def test_what_cannot_keep_a_renamed_resource_may_be_replaced(compare):
    def stack(name):
        subnet = resource("EC2::Subnet", VpcId={"Ref": name}, CidrBlock="10.0.0.0/24")
        return {name: resource("EC2::VPC", CidrBlock="10.0.0.0/16"), "Subnet": subnet}

    assert the(compare(stack("Old"), stack("New")), "Subnet").effect is Effect.MAY_REPLACE


def test_a_new_version_of_a_function_is_made_on_purpose(compare):
    version = resource("Lambda::Version", FunctionName={"Ref": "F"})
    function = resource("Lambda::Function", Timeout=1)
    changes = compare(
        {"F": function, "Version" + "a" * 32: version}, {"F": function, "Version" + "b" * 32: version}
    )
    assert [one.effect for one in changes.resources] == [Effect.UPDATES]


def test_thousands_of_new_names_take_no_time(compare):
    def queues(letter, delay):
        return {
            f"{letter}{number}": resource("SQS::Queue", QueueName=f"q{number}", DelaySeconds=delay)
            for number in range(1000)
        }

    started = time.process_time()
    same = compare(queues("A", 1), queues("B", 1))
    assert {one.kind for one in same.resources} == {Kind.RENAMED}
    assert time.process_time() - started < 5
