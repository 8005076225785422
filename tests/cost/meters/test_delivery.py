"""Builds and pipelines."""

from __future__ import annotations

from typing import Any

import pytest

from cost.bills import BillOf, ChargeOf


@pytest.mark.parametrize(
    ("type_", "properties", "stated", "monthly"),
    [
        (
            "AWS::CodeBuild::Project",
            {"Environment": {"ComputeType": "BUILD_GENERAL1_MEDIUM", "Type": "LINUX_CONTAINER"}},
            {"monthly_build_mins": 1000},
            10.0,
        ),
        (
            "AWS::CodeBuild::Project",
            {"Environment": {"ComputeType": "BUILD_GENERAL1_SMALL", "Type": "ARM_CONTAINER"}},
            {"monthly_build_mins": 1000},
            3.4,
        ),
        ("AWS::CodePipeline::Pipeline", {}, {}, 1.0),
        ("AWS::CodePipeline::Pipeline", {"PipelineType": "V2"}, {"monthly_action_mins": 1000}, 2.0),
        (
            "AWS::CloudFormation::Stack",
            {},
            {"monthly_handler_operations": 1000, "monthly_duration_secs": 100},
            0.9 + 0.008,
        ),
    ],
)
def test_what_is_charged(
    charge_of: ChargeOf, type_: str, properties: dict[str, Any], stated: dict[str, Any], monthly: float
) -> None:
    assert float(charge_of(type_, properties, **stated).monthly) == pytest.approx(monthly, rel=1e-4)


def test_a_stack_whose_template_is_elsewhere_is_not_priced(bill_of: BillOf) -> None:
    bill = bill_of({"S": ("AWS::CloudFormation::Stack", {"TemplateURL": "https://example.com/t.json"})})
    assert [each.reason for each in bill.unpriced] == ["its resources are in a template that is not here"]
    assert bill.free == ()
