"""An endpoint of one instance."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stratiform.assembly.properties import number
from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import each


def _wrong(variant: Mapping[str, Any]) -> str | None:
    if variant.get("ServerlessConfig") is not None:
        return None
    return "InitialInstanceCount is 1." if number(variant.get("InitialInstanceCount")) == 1 else None


RULE = Rule(
    title="An endpoint runs one instance",
    why="When its zone or its host fails, nothing answers until another has started.",
    fix="Set InitialInstanceCount to at least 2.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/sagemaker-controls.html#sagemaker-4",
    types=("AWS::SageMaker::EndpointConfig",),
    faults=each("ProductionVariants", _wrong),
    references=References(security_hub=("SageMaker.4",)),
)
