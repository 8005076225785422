"""A change as a whole: what is there, in which order, and what is no difference at all."""

from __future__ import annotations

import json
from pathlib import Path

from diff.templates import resource, the
from stratiform.assembly import read
from stratiform.diff import Effect, Kind, diff

STAGES = Path(__file__).parents[1] / "assemblies" / "stages" / "assembly"


def test_an_assembly_does_not_differ_from_itself():
    changes = diff(read(STAGES), read(STAGES))
    assert changes.empty
    assert not (changes.template.added | changes.template.removed | changes.template.modified)


def test_added_removed_and_changed_resources(compare):
    changes = compare(
        {"Old": resource("SNS::Topic", DisplayName="old"), "Same": resource("Lambda::Function", Timeout=3)},
        {"New": resource("Events::EventBus", Name="new"), "Same": resource("Lambda::Function", Timeout=4)},
    )
    assert {one.address.logical_id: one.kind for one in changes.resources} == {
        "Old": Kind.REMOVED,
        "New": Kind.ADDED,
        "Same": Kind.CHANGED,
    }
    (place,) = the(changes, "Same").properties
    assert (place.path, place.before, place.after) == ("Properties.Timeout", 3, 4)


def test_the_most_dangerous_comes_first(compare):
    changes = compare(
        {
            "A": resource("Lambda::Function", Timeout=3),
            "B": resource("ElasticLoadBalancingV2::LoadBalancer", Name="a", Scheme="internal"),
            "C": resource("DynamoDB::Table", TableName="a"),
        },
        {
            "A": resource("Lambda::Function", Timeout=4),
            "B": resource("ElasticLoadBalancingV2::LoadBalancer", Name="b", Scheme="internal"),
            "C": resource("DynamoDB::Table", TableName="b"),
        },
    )
    assert [(one.address.logical_id, one.effect) for one in changes.resources] == [
        ("C", Effect.DESTROYS_DATA),
        ("B", Effect.REPLACES),
        ("A", Effect.UPDATES),
    ]


def test_what_the_cdk_says_about_itself_is_no_difference(compare):
    metadata = {"Type": "AWS::CDK::Metadata", "Properties": {"Analytics": "v2:deflate64:x"}}
    function = resource("Lambda::Function", Timeout=3)
    changes = compare(
        {"CDKMetadata": metadata, "Handler": function | {"Metadata": {"aws:cdk:path": "Shop/A"}}},
        {"Handler": function | {"Metadata": {"aws:cdk:path": "Shop/A"}}},
    )
    assert changes.empty
    assert [one.logical_id for one in changes.template.removed] == ["CDKMetadata"]


def test_the_template_sets_count_what_does_nothing(compare):
    function = resource("Lambda::Function", Timeout=3)
    changes = compare(
        {"Handler": function}, {"Handler": function | {"DependsOn": "Other"}, "Other": function}
    )
    assert [one.logical_id for one in changes.template.modified] == ["Handler"]
    assert the(changes, "Handler").effect is Effect.NONE


def test_another_construct_path_under_the_same_logical_id_is_harmless(compare):
    function = resource("Lambda::Function", Timeout=3)
    changes = compare(
        {"Handler": function | {"Metadata": {"aws:cdk:path": "Shop/Old/Handler"}}},
        {"Handler": function | {"Metadata": {"aws:cdk:path": "Shop/New/Handler"}}},
    )
    moved = the(changes, "Handler")
    assert (moved.kind, moved.effect) == (Kind.MOVED, Effect.NONE)


def test_a_stack_under_another_name_moves_nothing(compare):
    function = resource("Lambda::Function", Timeout=3)
    assert compare(
        {"Handler": function | {"Metadata": {"aws:cdk:path": "Shop/Handler/Resource"}}},
        {"Handler": function | {"Metadata": {"aws:cdk:path": "Store/Handler/Resource"}}},
    ).empty


def test_a_new_hash_of_an_asset_is_new_code(compare):
    def function(letter: str) -> dict[str, object]:
        return resource("Lambda::Function", Code={"S3Bucket": "assets", "S3Key": letter * 64 + ".zip"})

    (place,) = the(compare({"Handler": function("a")}, {"Handler": function("b")}), "Handler").properties
    assert place.code
    assert place.effect is Effect.UPDATES


def test_a_parameter_default_changes_what_uses_it(graph):
    def template(days: int):
        queue = resource("SQS::Queue", MessageRetentionPeriod={"Ref": "Seconds"})
        return graph({"Jobs": queue}, Parameters={"Seconds": {"Type": "Number", "Default": days}})

    changes = diff(template(60), template(70))
    (place,) = the(changes, "Jobs").properties
    assert (place.before, place.after) == (60, 70)
    assert [(one.what, one.name) for one in changes.values] == [("parameter", "Seconds")]


def test_a_resource_whose_condition_turns_false_is_removed(graph):
    def template(wanted: str):
        table = resource("DynamoDB::Table", TableName="a", _Condition="Wanted")
        return graph({"Orders": table}, Conditions={"Wanted": {"Fn::Equals": [wanted, "yes"]}})

    changes = diff(template("yes"), template("no"))
    assert the(changes, "Orders").effect is Effect.DESTROYS_DATA
    assert not changes.template.removed


def test_where_one_side_does_not_know_its_region_the_templates_are_compared_as_written(tmp_path, graph):
    body = {"Topic": resource("SNS::Topic", DisplayName={"Fn::Sub": "in ${AWS::Region}"})}
    before = graph(body)
    (tmp_path / "Shop.template.json").write_text(json.dumps({"Resources": body}))
    artifact = {
        "type": "aws:cloudformation:stack",
        "environment": "aws://111111111111/eu-west-1",
        "properties": {"templateFile": "Shop.template.json"},
    }
    (tmp_path / "manifest.json").write_text(
        json.dumps({"version": "40.0.0", "artifacts": {"Shop": artifact}})
    )
    assert diff(before, read(tmp_path)).empty


def test_metadata_does_nothing_save_what_an_instance_reads(compare):
    def instance(name):
        return {"I": resource("EC2::Instance", ImageId="a") | {"Metadata": {name: {"config": name}}}}

    one = the(compare(instance("note"), instance("other")), "I")
    assert one.effect is Effect.NONE
    before, after = instance("AWS::CloudFormation::Init"), instance("AWS::CloudFormation::Init")
    after["I"]["Metadata"]["AWS::CloudFormation::Init"] = {}
    assert the(compare(before, after), "I").effect is Effect.UPDATES


def test_the_way_a_policy_is_written_is_no_difference(compare):
    def policy(*statements):
        return {"P": resource("IAM::Policy", Roles=["r"], PolicyDocument={"Statement": [*statements]})}

    one = {"Effect": "Allow", "Action": ["s3:GetObject", "S3:PUTOBJECT"], "Resource": "*"}
    two = {"Effect": "Deny", "Action": "s3:*", "Resource": ["b", "a"]}
    other = {"Effect": "Allow", "Action": ["s3:PutObject", "s3:getobject"], "Resource": ["*"]}
    again = {"Effect": "Deny", "Action": ["s3:*"], "Resource": ["a", "b"]}
    changes = compare(policy(one, two), policy(again, other))
    assert changes.empty
    assert len(changes.template.modified) == 1


def test_concerns_come_by_danger_and_what_closes_comes_last(compare):
    def stack(cidr, threshold, days, action):
        rule = {"IpProtocol": "tcp", "FromPort": 1, "ToPort": 1, "CidrIp": cidr}
        statement = {"Effect": "Allow", "Action": action, "Resource": "*"}
        return {
            "A": resource("Logs::LogGroup", RetentionInDays=days),
            "B": resource(
                "CloudWatch::Alarm", Threshold=threshold, ComparisonOperator="GreaterThanThreshold"
            ),
            "C": resource("IAM::Policy", PolicyDocument={"Statement": [statement]}),
            "D": resource("EC2::SecurityGroup", GroupDescription="d", SecurityGroupIngress=[rule]),
        }

    changes = compare(stack("10.0.0.0/8", 1, 30, "s3:Get*"), stack("0.0.0.0/0", 2, 7, "sqs:*"))
    found = [(one.resource.address.logical_id, one.widens) for one in changes.concerns]
    assert found == [("D", True), ("C", True), ("B", True), ("A", True), ("C", False)]
