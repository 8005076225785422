"""A cache of a REST API that keeps answers in plain form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stratiform.assembly.properties import is_false, is_true, value
from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import each


def _wrong(setting: Mapping[str, Any]) -> str | None:
    encrypted = value(setting, "CacheDataEncrypted")
    if is_true(value(setting, "CachingEnabled")) and is_false(encrypted):
        return "CachingEnabled is true and CacheDataEncrypted is not."
    return None


RULE = Rule(
    title="The cache of a REST API is not encrypted",
    why="Answers, personal data among them, are kept as they are.",
    fix="Set CacheDataEncrypted to true wherever CachingEnabled is true.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/apigateway-controls.html#apigateway-5",
    types=("AWS::ApiGateway::Stage", "AWS::Serverless::Api"),
    faults=each("MethodSettings", _wrong),
    references=References(
        security_hub=("APIGateway.5",), cfn_nag=("W87",), guard=("API_GW_CACHE_ENABLED_AND_ENCRYPTED",)
    ),
)
