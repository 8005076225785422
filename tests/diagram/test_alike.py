from __future__ import annotations

from pathlib import Path

import pytest

from diagram.drawing import told
from diagram.systems import system
from stratiform.diagram import picture
from stratiform.diagram.picture import Detail


def functions(count: int, *, tables: bool = False) -> str:
    text = "Api: {Type: AWS::ApiGateway::RestApi}\n"
    for number in range(count):
        text += f"F{number}: {{Type: AWS::Lambda::Function, Properties: {{Role: !GetAtt R{number}.Arn}}}}\n"
        integration = f"{{RestApiId: !Ref Api, Integration: {{Uri: !GetAtt F{number}.Arn}}}}"
        text += f"P{number}: {{Type: AWS::ApiGateway::Method, Properties: {integration}}}\n"
        statement = f"{{Effect: Allow, Action: 'dynamodb:PutItem', Resource: !GetAtt T{number}.Arn}}"
        policies = f"[{{PolicyName: p, PolicyDocument: {{Statement: [{statement}]}}}}]" if tables else "[]"
        text += f"R{number}: {{Type: AWS::IAM::Role, Properties: {{Policies: {policies}}}}}\n"
        if tables:
            text += f"T{number}: {{Type: AWS::DynamoDB::Table}}\n"
    return text


@pytest.mark.parametrize(
    ("count", "detail", "names"),
    [
        (12, "default", ["12 Lambda functions"]),
        (2, "default", ["F0", "F1"]),
        (2, "overview", ["2 Lambda functions"]),
        (12, "all", [f"F{number}" for number in range(12)]),
    ],
)
def test_functions_behind_one_api_are_one_node(
    tmp_path: Path, count: int, detail: Detail, names: list[str]
) -> None:
    drawn = picture(system(tmp_path, functions(count)), detail=detail)
    assert [node.name for node in drawn.nodes() if node.shape == "function"] == names


def test_twelve_functions_that_write_a_table_of_their_own_each_are_one_line(tmp_path: Path) -> None:
    drawn = picture(system(tmp_path, functions(12, tables=True)))
    assert told(drawn) == {
        ("Internet", "calls", "Api"),
        ("Api", "invokes", "12 Lambda functions"),
        ("12 Lambda functions", "writes", "12 DynamoDB tables"),
    }


def test_a_function_that_does_something_else_is_drawn_apart(tmp_path: Path) -> None:
    text = functions(5) + "Q: {Type: AWS::SQS::Queue}\n"
    mapping = "{EventSourceArn: !GetAtt Q.Arn, FunctionName: !Ref F0}"
    text += f"M: {{Type: AWS::Lambda::EventSourceMapping, Properties: {mapping}}}\n"
    drawn = picture(system(tmp_path, text))
    assert [node.name for node in drawn.nodes() if node.shape == "function"] == ["F0", "4 Lambda functions"]
