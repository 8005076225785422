from typing import Any

import pytest

from check.evidence import proof, subjects

RULE = "system-key-shuts-out-sender"


def key(*statements: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    return "AWS::KMS::Key", {"KeyPolicy": {"Statement": [{"Effect": "Allow", **one} for one in statements]}}


OWNER = {"Principal": {"AWS": "arn:aws:iam::111111111111:root"}, "Action": "kms:*"}
ALARM = {"Alarm": ("AWS::CloudWatch::Alarm", {"AlarmActions": [{"Ref": "News"}]})}


def service(name: str) -> dict[str, Any]:
    return {"Principal": {"Service": name}, "Action": ["kms:GenerateDataKey*", "kms:Decrypt"]}


def topic(named: Any, **more: Any) -> dict[str, Any]:
    return {"News": ("AWS::SNS::Topic", {"KmsMasterKeyId": named} if named else {}), **ALARM, **more}


def test_alarms_cannot_use_the_key_that_aws_manages() -> None:
    assert proof(RULE, topic("alias/aws/sns")) == {"News": ["Alarm"]}
    assert proof(RULE, topic("arn:aws:kms:us-east-1:111111111111:alias/aws/sns"))


def test_a_key_policy_must_name_the_service() -> None:
    named = {"Fn::GetAtt": ["Key", "Arn"]}
    assert proof(RULE, topic(named, Key=key(OWNER))) == {"News": ["Alarm", "Key"]}
    assert proof(RULE, topic(named, Key=key(OWNER, service("events.amazonaws.com"))))
    assert not proof(RULE, topic(named, Key=key(OWNER, service("cloudwatch.amazonaws.com"))))


def test_an_alias_leads_to_its_key() -> None:
    alias = ("AWS::KMS::Alias", {"AliasName": "alias/own", "TargetKeyId": {"Ref": "Key"}})
    assert proof(RULE, topic({"Ref": "Alias"}, Alias=alias, Key=key(OWNER)))
    allowed = key(service("cloudwatch.amazonaws.com"))
    assert not proof(RULE, topic({"Ref": "Alias"}, Alias=alias, Key=allowed))


@pytest.mark.parametrize("named", ["alias/own", "arn:aws:kms:us-east-1:111111111111:key/x"])
def test_of_a_key_elsewhere_nothing_is_known(named: str) -> None:
    assert not proof(RULE, topic(named))


def test_a_queue_behind_a_topic() -> None:
    subscription = {
        "TopicArn": {"Ref": "News"},
        "Protocol": "sqs",
        "Endpoint": {"Fn::GetAtt": ["Work", "Arn"]},
    }
    resources = {
        "News": ("AWS::SNS::Topic", {}),
        "Work": ("AWS::SQS::Queue", {"KmsMasterKeyId": "alias/aws/sqs"}),
        "Subscription": ("AWS::SNS::Subscription", subscription),
    }
    assert proof(RULE, resources) == {"Work": ["Subscription"]}


def test_without_a_key_or_a_sender_nothing_is_judged() -> None:
    assert subjects(RULE, topic(None)) == []
    assert subjects(RULE, {"News": ("AWS::SNS::Topic", {"KmsMasterKeyId": "alias/aws/sns"})}) == []
