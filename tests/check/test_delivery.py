from typing import Any

import pytest

from graphs import graph
from stratiform.check.delivery import dead_letter_queues, triggers

HANDLER = ("AWS::Lambda::Function", {})
ARN = {"Fn::GetAtt": ["Handler", "Arn"]}
QUEUE_ARN = {"Fn::GetAtt": ["Work", "Arn"]}


def pairs(**resources: Any) -> list[tuple[str, str, bool]]:
    system = graph({"Handler": HANDLER, "Work": ("AWS::SQS::Queue", {}), **resources})
    return [(one.source.logical_id, one.target.logical_id, one.is_filtered) for one in triggers(system)]


def bucket(**configuration: Any) -> tuple[str, dict[str, Any]]:
    return "AWS::S3::Bucket", {"NotificationConfiguration": configuration}


@pytest.mark.parametrize(
    ("resources", "found"),
    [
        (
            {"M": ("AWS::Lambda::EventSourceMapping", {"EventSourceArn": QUEUE_ARN, "FunctionName": ARN})},
            ("Work", "Handler", False),
        ),
        (
            {
                "M": (
                    "AWS::Lambda::EventSourceMapping",
                    {"EventSourceArn": QUEUE_ARN, "FunctionName": ARN, "FilterCriteria": {"Filters": []}},
                )
            },
            ("Work", "Handler", True),
        ),
        (
            {
                "T": ("AWS::SNS::Topic", {}),
                "S": ("AWS::SNS::Subscription", {"TopicArn": {"Ref": "T"}, "Endpoint": QUEUE_ARN}),
            },
            ("T", "Work", False),
        ),
        ({"T": ("AWS::SNS::Topic", {"Subscription": [{"Endpoint": ARN}]})}, ("T", "Handler", False)),
        ({"B": bucket(LambdaConfigurations=[{"Function": ARN}])}, ("B", "Handler", False)),
        (
            {"B": bucket(QueueConfigurations=[{"Queue": QUEUE_ARN, "Filter": {"S3Key": 1}}])},
            ("B", "Work", True),
        ),
        ({"R": ("AWS::Events::Rule", {"Targets": [{"Arn": ARN}]})}, ("R", "Handler", False)),
        ({"P": ("AWS::Pipes::Pipe", {"Source": QUEUE_ARN, "Target": ARN})}, ("Work", "Handler", False)),
        (
            {
                "F": (
                    "AWS::Serverless::Function",
                    {"Events": {"W": {"Type": "SQS", "Properties": {"Queue": QUEUE_ARN}}}},
                )
            },
            ("Work", "F", False),
        ),
    ],
)
def test_every_way_to_trigger(resources: dict[str, Any], found: tuple[str, str, bool]) -> None:
    assert pairs(**resources) == [found]


def test_the_cdk_notifies_in_place_of_the_bucket() -> None:
    custom = {
        "BucketName": {"Ref": "B"},
        "NotificationConfiguration": {"LambdaFunctionConfigurations": [{"LambdaFunctionArn": ARN}]},
    }
    assert pairs(B=("AWS::S3::Bucket", {}), N=("Custom::S3BucketNotifications", custom)) == [
        ("B", "Handler", False)
    ]


def test_a_rule_passes_on_some_events_of_its_source() -> None:
    pattern = {"detail": {"bucket": {"name": [{"Ref": "B"}]}}}
    rule = ("AWS::Events::Rule", {"EventPattern": pattern, "Targets": [{"Arn": ARN}]})
    assert ("B", "Handler", True) in pairs(B=("AWS::S3::Bucket", {}), R=rule)


@pytest.mark.parametrize(
    "sender",
    [
        ("AWS::SQS::Queue", {"RedrivePolicy": {"deadLetterTargetArn": QUEUE_ARN}}),
        ("AWS::Lambda::Function", {"DeadLetterConfig": {"TargetArn": QUEUE_ARN}}),
        ("AWS::SNS::Subscription", {"RedrivePolicy": {"deadLetterTargetArn": QUEUE_ARN}}),
        ("AWS::Events::Rule", {"Targets": [{"DeadLetterConfig": {"Arn": QUEUE_ARN}}]}),
        ("AWS::Lambda::EventSourceMapping", {"DestinationConfig": {"OnFailure": {"Destination": QUEUE_ARN}}}),
        ("AWS::Scheduler::Schedule", {"Target": {"DeadLetterConfig": {"Arn": QUEUE_ARN}}}),
    ],
)
def test_every_way_to_give_up(sender: Any) -> None:
    found = dead_letter_queues(graph({"Work": ("AWS::SQS::Queue", {}), "Sender": sender}))
    ((queue, senders),) = found.items()
    assert (queue.logical_id, [one.address.logical_id for one in senders]) == ("Work", ["Sender"])
