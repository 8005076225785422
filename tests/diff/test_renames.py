"""Resources under another logical id are recognised, and CloudFormation's way with them is told."""

from __future__ import annotations

import time

from diff.templates import resource, the
from stratiform.diff import Effect, Kind, diff

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


def test_of_two_alike_the_one_at_the_same_construct_path_is_the_same(compare):
    def queue(path):
        made = resource("SQS::Queue", DelaySeconds=1, VisibilityTimeout=2)
        return made | {"Metadata": {"aws:cdk:path": path}}

    changes = compare({"A": queue("Shop/Jobs")}, {"B": queue("Shop/Other"), "C": queue("Shop/Jobs")})
    pairs = {
        one.before.address.logical_id: one.after.address.logical_id for one in changes.resources if one.before
    }
    assert pairs == {"A": "C"}


def test_of_two_alike_the_one_in_the_same_stack_is_the_same(tmp_path):
    from diff.test_pairing import assembly

    queue = {"DelaySeconds": 1, "VisibilityTimeout": 2}
    keep = {"Keep": resource("SNS::Topic")}
    before = assembly(
        tmp_path / "a", Other=("o", keep), Shop=("s", keep | {"A": resource("SQS::Queue", **queue)})
    )
    after = assembly(
        tmp_path / "b",
        Other=("o", keep | {"B": resource("SQS::Queue", **queue)}),
        Shop=("s", keep | {"C": resource("SQS::Queue", **queue)}),
    )
    found = {str(one.address): one.kind for one in diff(before, after).resources}
    assert found == {"Other/B": Kind.ADDED, "Shop/C": Kind.RENAMED}


def test_a_resource_in_another_stack_is_made_anew(tmp_path):
    from diff.test_pairing import assembly

    keep = {"Keep": resource("SNS::Topic")}
    before = assembly(tmp_path / "a", One=("o", keep | {"Orders": TABLE}), Two=("t", keep))
    after = assembly(tmp_path / "b", One=("o", keep), Two=("t", keep | {"Orders": TABLE}))
    (moved,) = diff(before, after).resources
    assert (moved.kind, moved.effect) == (Kind.MOVED, Effect.DESTROYS_DATA)
    assert "another stack" in moved.reasons[0]
