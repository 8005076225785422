"""The facts about replacement are AWS's."""

from __future__ import annotations

import json
import runpy
from pathlib import Path

import pytest

from diff.templates import resource, the
from stratiform.diff import Effect
from stratiform.diff.replacement import effect, is_unordered

ROOT = Path(__file__).parents[2]


def test_the_file_is_what_the_installed_schemas_say():
    script = runpy.run_path(str(ROOT / "docs" / "replacement.py"))
    written = json.loads(script["TARGET"].read_text())
    facts = script["facts"]()
    assert written == facts, "run docs/replacement.py"
    assert len(facts["types"]) > 1500


@pytest.mark.parametrize(
    ("type_", "path", "does"),
    [
        ("DynamoDB::Table", "TableName", Effect.REPLACES),
        ("DynamoDB::Table", "KeySchema[0].AttributeName", Effect.MAY_REPLACE),
        ("DynamoDB::Table", "BillingMode", Effect.UPDATES),
        ("ECS::TaskDefinition", "ContainerDefinitions[0].Image", Effect.REPLACES),
        ("Lambda::Function", "FunctionName", Effect.REPLACES),
        ("Serverless::Function", "FunctionName", Effect.REPLACES),
        ("Serverless::SimpleTable", "PrimaryKey.Name", Effect.REPLACES),
        ("RDS::DBInstance", "DBInstanceClass", Effect.INTERRUPTS),
        ("RDS::DBInstance", "BackupRetentionPeriod", Effect.INTERRUPTS),
        ("RDS::DBInstance", "StorageEncrypted", Effect.REPLACES),
        ("EC2::Instance", "InstanceType", Effect.INTERRUPTS),
        ("EC2::Instance", "ImageId", Effect.REPLACES),
        ("Nobody::Knows", "Name", Effect.UPDATES),
        ("MSK::Replicator", "ReplicationInfoList[1].SourceKafkaClusterArn", Effect.REPLACES),
        ("MSK::Replicator", "ReplicationInfoList[1].TopicReplication.TopicsToReplicate", Effect.UPDATES),
    ],
)
def test_what_a_change_of_a_property_does(type_, path, does):
    assert effect(f"AWS::{type_}", path) is does


def test_a_parent_that_changes_whole_replaces_for_what_is_in_it():
    # /properties/SourceParameters/KinesisStreamParameters/StartingPosition is createOnly
    assert effect("AWS::Pipes::Pipe", "SourceParameters") is Effect.REPLACES
    assert effect("AWS::Pipes::Pipe", "SourceParameters.KinesisStreamParameters.BatchSize") is Effect.UPDATES


def test_lists_without_order_are_known():
    assert is_unordered("AWS::EC2::SecurityGroup", "SecurityGroupIngress")
    assert not is_unordered("AWS::ECS::TaskDefinition", "Volumes[0].Name")


def test_another_type_under_one_logical_id_is_refused(compare):
    changes = compare({"Jobs": resource("SQS::Queue")}, {"Jobs": resource("SNS::Topic")})
    told = the(changes, "Jobs")
    assert told.effect is Effect.DESTROYS_DATA
    assert "refuses" in told.reasons[0]
