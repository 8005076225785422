"""A stage of a REST API that takes part in no trace."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_true

RULE = Rule(
    title="A REST API is not traced",
    why="Where a slow or failing request spends its time cannot be followed through the system.",
    fix="Set TracingEnabled to true.",
    pillar=Pillar.OPERATIONS,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/apigateway-controls.html#apigateway-3",
    types=("AWS::ApiGateway::Stage", "AWS::Serverless::Api"),
    faults=must_be_true("TracingEnabled", "TracingEnabled is {value}: traces begin behind the API."),
    references=References(security_hub=("APIGateway.3",), checkov=("CKV_AWS_73",)),
)
