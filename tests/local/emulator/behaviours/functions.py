"""Templates with one function in them, for the tests beside this file."""

from __future__ import annotations

import json
from typing import Any

TRUST = {
    "Version": "2012-10-17",
    "Statement": [
        {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
    ],
}


def template(
    name: str, code: str, *, runtime: str = "python3.11", allow: tuple[str, ...] = (), **properties: Any
) -> dict[str, Any]:
    """A function ``name`` with a role of its own that allows the actions ``allow`` everywhere."""
    statements = [{"Effect": "Allow", "Action": list(allow), "Resource": "*"}] if allow else []
    return {
        "Resources": {
            "Role": {
                "Type": "AWS::IAM::Role",
                "Properties": {
                    "RoleName": f"{name}-role",
                    "AssumeRolePolicyDocument": TRUST,
                    "Policies": [
                        {
                            "PolicyName": "allow",
                            "PolicyDocument": {"Version": "2012-10-17", "Statement": statements},
                        }
                    ]
                    if allow
                    else [],
                },
            },
            "Function": {
                "Type": "AWS::Lambda::Function",
                "Properties": {
                    "FunctionName": name,
                    "Runtime": runtime,
                    "Handler": "index.handler",
                    "Code": {"ZipFile": code},
                    "Role": {"Fn::GetAtt": ["Role", "Arn"]},
                    "Timeout": 60,
                    **properties,
                },
            },
        }
    }


def invoke(client: Any, name: str, event: Any = None) -> Any:
    """What function ``name`` answers; AssertionError with its error when it fails."""
    answer = client.invoke(FunctionName=name, Payload=json.dumps(event).encode())
    payload = json.loads(answer["Payload"].read())
    assert "FunctionError" not in answer, payload
    return payload
