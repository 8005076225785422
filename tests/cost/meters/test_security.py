"""WAF, Config, CloudTrail, GuardDuty, Cognito, directories."""

from __future__ import annotations

from typing import Any

import pytest

from cost.bills import BillOf, ChargeOf


@pytest.mark.parametrize(
    ("type_", "properties", "stated", "monthly"),
    [
        (
            "AWS::WAFv2::WebACL",
            {
                "Rules": [
                    {"Statement": {"RateBasedStatement": {}}},
                    {"Statement": {"ManagedRuleGroupStatement": {"Name": "AWSManagedRulesCommonRuleSet"}}},
                ]
            },
            {"monthly_requests": 10_000_000},
            5 + 2 + 6,
        ),
        ("AWS::Config::ConfigRule", {}, {"monthly_rule_evaluations": 200_000}, 100 + 80),
        ("AWS::Config::ConfigurationRecorder", {}, {"monthly_config_items": 1000}, 3.0),
        (
            "AWS::CloudTrail::Trail",
            {},
            {"monthly_data_events": 1_000_000, "monthly_additional_management_events": 100_000},
            1 + 2,
        ),
        ("AWS::GuardDuty::Detector", {}, {"monthly_events": 1_000_000, "monthly_logs_gb": 600}, 4 + 500 + 50),
        ("AWS::Cognito::UserPool", {}, {"monthly_active_users": 1000}, 15.0),
        ("AWS::Cognito::UserPool", {"UserPoolTier": "LITE"}, {"monthly_active_users": 1000}, 5.5),
        (
            "AWS::DirectoryService::MicrosoftAD",
            {"Edition": "Standard"},
            {"additional_domain_controllers": 1},
            3 * 0.06 * 730,
        ),
    ],
)
def test_what_is_charged(
    charge_of: ChargeOf, type_: str, properties: dict[str, Any], stated: dict[str, Any], monthly: float
) -> None:
    assert float(charge_of(type_, properties, **stated).monthly) == pytest.approx(monthly, rel=1e-4)


def test_rules_of_a_group_in_the_template_count(bill_of: BillOf) -> None:
    rule = {"Name": "r", "Statement": {"GeoMatchStatement": {}}}
    uses = {"Statement": {"RuleGroupReferenceStatement": {"Arn": {"Fn::GetAtt": ["G", "Arn"]}}}}
    bill = bill_of(
        {
            "G": ("AWS::WAFv2::RuleGroup", {"Rules": [rule, rule, rule]}),
            "A": ("AWS::WAFv2::WebACL", {"Rules": [rule, uses]}),
        }
    )
    assert float(bill.total) == pytest.approx(5 + 1 + 3 + 1)
