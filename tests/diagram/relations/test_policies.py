from __future__ import annotations

import json
from pathlib import Path

import pytest

from diagram.drawing import told
from diagram.systems import system
from stratiform.diagram import picture


def lines(folder: Path, type_: str, *actions: str, effect: str = "Allow") -> set[tuple[str, str, str]]:
    statement = f"{{Effect: {effect}, Action: {json.dumps(actions)}, Resource: !GetAtt R.Arn}}"
    return told(
        picture(
            system(
                folder,
                f"""
                R: {{Type: {type_}}}
                F: {{Type: AWS::Lambda::Function, Properties: {{Role: !GetAtt Role.Arn}}}}
                Role:
                  Type: AWS::IAM::Role
                  Properties: {{Policies: [{{PolicyName: p, PolicyDocument: {{Statement: [{statement}]}}}}]}}
                """,
            )
        )
    )


@pytest.mark.parametrize(
    ("type_", "actions", "line"),
    [
        ("AWS::S3::Bucket", ["s3:GetObject*"], ("F", "reads", "R")),
        ("AWS::S3::Bucket", ["s3:PutObject"], ("F", "writes", "R")),
        ("AWS::DynamoDB::Table", ["dynamodb:*"], ("F", "reads and writes", "R")),
        ("AWS::SQS::Queue", ["sqs:SendMessage", "sqs:GetQueueAttributes"], ("F", "sends to", "R")),
        ("AWS::SQS::Queue", ["sqs:ReceiveMessage", "sqs:DeleteMessage"], ("R", "feeds", "F")),
        ("AWS::StepFunctions::StateMachine", ["states:StartExecution"], ("F", "starts", "R")),
        ("AWS::Lambda::Function", ["lambda:InvokeFunction"], ("F", "invokes", "R")),
    ],
)
def test_what_a_role_allows_is_what_its_workload_does(
    tmp_path: Path, type_: str, actions: list[str], line: tuple[str, str, str]
) -> None:
    assert lines(tmp_path, type_, *actions) == {line}


def test_a_denial_and_a_key_are_no_use(tmp_path: Path) -> None:
    assert lines(tmp_path, "AWS::S3::Bucket", "s3:GetObject", effect="Deny") == set()
    assert lines(tmp_path, "AWS::KMS::Key", "kms:Decrypt") == set()


def test_a_provider_of_custom_resources_is_no_actor(tmp_path: Path) -> None:
    graph = system(
        tmp_path,
        """
        A: {Type: AWS::S3::Bucket}
        B: {Type: AWS::S3::Bucket}
        CleanA: {Type: Custom::Clean, Properties: {ServiceToken: !GetAtt P.Arn, Bucket: !Ref A}}
        CleanB: {Type: Custom::Clean, Properties: {ServiceToken: !GetAtt P.Arn, Bucket: !Ref B}}
        P: {Type: AWS::Lambda::Function, Properties: {Role: !GetAtt Role.Arn}}
        Role: {Type: AWS::IAM::Role}
        Policy:
          Type: AWS::IAM::Policy
          Properties:
            Roles: [!Ref Role]
            PolicyDocument:
              Statement: [{Effect: Allow, Action: "s3:*", Resource: [!GetAtt A.Arn, !GetAtt B.Arn]}]
        """,
    )
    assert told(picture(graph)) == set()


@pytest.mark.parametrize(
    ("policies", "label"),
    [
        ("[{DynamoDBReadPolicy: {TableName: !Ref Table}}]", "reads"),
        ("[{DynamoDBCrudPolicy: {TableName: !Ref Table}}]", "reads and writes"),
        ("{Statement: {Effect: Allow, Action: dynamodb:PutItem, Resource: !GetAtt Table.Arn}}", "writes"),
        ("[{NobodysPolicy: {TableName: !Ref Table}}]", "uses"),
    ],
)
def test_the_policies_of_sam_say_what_a_function_does(tmp_path: Path, policies: str, label: str) -> None:
    body = f"""
    Table: {{Type: AWS::DynamoDB::Table}}
    F: {{Type: AWS::Serverless::Function, Properties: {{Policies: {policies}}}}}
    """
    assert told(picture(system(tmp_path, body))) == {("F", label, "Table")}


def test_what_a_statement_leaves_out_is_no_line(tmp_path: Path) -> None:
    statement = "{Effect: Allow, Action: dynamodb:*, NotResource: !GetAtt Table.Arn}"
    body = f"""
    Table: {{Type: AWS::DynamoDB::Table}}
    F: {{Type: AWS::Serverless::Function, Properties: {{Policies: [{{Statement: {statement}}}]}}}}
    """
    assert "reads and writes" not in {label for _, label, _ in told(picture(system(tmp_path, body)))}
