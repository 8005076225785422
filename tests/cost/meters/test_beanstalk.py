"""An environment is its instances and its load balancer."""

from __future__ import annotations

from typing import Any

import pytest

from cost.bills import ChargeOf


@pytest.mark.parametrize(
    ("type_", "properties", "stated", "monthly"),
    [
        (
            "AWS::ElasticBeanstalk::Environment",
            {
                "OptionSettings": [
                    {"Namespace": "aws:autoscaling:asg", "OptionName": "MinSize", "Value": "2"},
                    {
                        "Namespace": "aws:ec2:instances",
                        "OptionName": "InstanceTypes",
                        "Value": "t3.small, t3.large",
                    },
                ]
            },
            {},
            2 * (0.0208 * 730 + 0.8) + 0.0225 * 730,
        ),
        (
            "AWS::ElasticBeanstalk::Environment",
            {
                "OptionSettings": [
                    {
                        "Namespace": "aws:elasticbeanstalk:environment",
                        "OptionName": "EnvironmentType",
                        "Value": "SingleInstance",
                    }
                ]
            },
            {},
            0.0104 * 730 + 0.8,
        ),
    ],
)
def test_what_is_charged(
    charge_of: ChargeOf, type_: str, properties: dict[str, Any], stated: dict[str, Any], monthly: float
) -> None:
    assert float(charge_of(type_, properties, **stated).monthly) == pytest.approx(monthly, rel=1e-4)
