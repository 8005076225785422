"""A function URL that anybody may call."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import first, none_of

_SAYS = "AuthType is {value}: anybody on the internet may call the function."

RULE = Rule(
    title="Anybody may call the URL of a function",
    why="Strangers choose what the function works on and how often, at your price.",
    fix="Set AuthType to AWS_IAM, or put CloudFront with origin access control before it.",
    pillar=Pillar.SECURITY,
    severity=Severity.HIGH,
    source="https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html",
    types=("AWS::Lambda::Url", "AWS::Serverless::Function"),
    faults=first(
        none_of("AuthType", ("NONE",), _SAYS), none_of("FunctionUrlConfig.AuthType", ("NONE",), _SAYS)
    ),
    references=References(checkov=("CKV_AWS_258",)),
)
