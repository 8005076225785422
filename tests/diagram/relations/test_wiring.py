from __future__ import annotations

from pathlib import Path

import pytest

from diagram.drawing import told
from diagram.systems import system
from stratiform.diagram import picture

FUNCTION = "\n  F: {Type: AWS::Lambda::Function}"
QUEUE = "\n  Q: {Type: AWS::SQS::Queue}"
TOPIC = "\n  T: {Type: AWS::SNS::Topic}"
BUS = "\n  Bus: {Type: AWS::Events::EventBus}"
LOGGING = """
  L: {Type: AWS::Logs::LogGroup}
  W: {Type: AWS::Lambda::Function, Properties: {LoggingConfig: {LogGroup: !Ref L}}}"""
BUCKET = "\n  B: {Type: AWS::S3::Bucket}"


@pytest.mark.parametrize(
    ("others", "type_", "properties", "line"),
    [
        (
            TOPIC + QUEUE,
            "AWS::SNS::Subscription",
            "{TopicArn: !Ref T, Endpoint: !GetAtt Q.Arn}",
            ("T", "delivers to", "Q"),
        ),
        (
            FUNCTION,
            "AWS::Events::Rule",
            "{Targets: [{Arn: !GetAtt F.Arn}]}",
            ("R", "triggers", "F"),
        ),
        (
            FUNCTION,
            "AWS::S3::Bucket",
            "{NotificationConfiguration: {LambdaConfigurations: [{Function: !GetAtt F.Arn}]}}",
            ("B", "notifies", "F"),
        ),
        (
            BUCKET,
            "AWS::CloudFront::Distribution",
            "{DistributionConfig: {Origins: [{DomainName: !GetAtt B.DomainName}]}}",
            ("D", "serves from", "B"),
        ),
        (
            QUEUE + FUNCTION,
            "AWS::Pipes::Pipe",
            "{Source: !GetAtt Q.Arn, Target: !GetAtt F.Arn}",
            ("P", "delivers to", "F"),
        ),
        (
            QUEUE + FUNCTION,
            "AWS::Pipes::Pipe",
            "{Source: !GetAtt Q.Arn, Target: !GetAtt F.Arn}",
            ("Q", "feeds", "P"),
        ),
        (
            FUNCTION,
            "AWS::StepFunctions::StateMachine",
            '{DefinitionString: !Sub "${F.Arn}"}',
            ("M", "invokes", "F"),
        ),
        (
            "\n  A: {Type: AWS::Serverless::Api}",
            "AWS::Serverless::Function",
            "{Events: {Get: {Type: Api, Properties: {RestApiId: !Ref A}}}}",
            ("A", "invokes", "F"),
        ),
        (
            BUS,
            "AWS::Events::Rule",
            "{EventBusName: !Ref Bus}",
            ("Bus", "events to", "R"),
        ),
        (
            FUNCTION + LOGGING,
            "AWS::Logs::SubscriptionFilter",
            "{LogGroupName: !Ref L, DestinationArn: !GetAtt F.Arn}",
            ("W", "logs to", "F"),
        ),
    ],
)
def test_the_table_tells_what_a_property_means(
    tmp_path: Path, others: str, type_: str, properties: str, line: tuple[str, str, str]
) -> None:
    name = next((end for end in (line[0], line[2]) if f"  {end}:" not in others), "Wired")
    resource = f"\n  {name}: {{Type: {type_}, Properties: {properties}}}"
    assert line in told(picture(system(tmp_path, others + resource)))


def test_an_api_that_integrates_with_a_queue_sends_to_it(tmp_path: Path) -> None:
    api = (
        QUEUE
        + """
  A: {Type: AWS::ApiGateway::RestApi}
  M:
    Type: AWS::ApiGateway::Method
    Properties: {RestApiId: !Ref A, HttpMethod: POST, Integration: {Uri: !GetAtt Q.QueueName}}"""
    )
    drawn = picture(system(tmp_path, api))
    assert ("A", "sends to", "Q") in told(drawn)
    assert ("route POST /",) in {link.reasons for link in drawn.links}
