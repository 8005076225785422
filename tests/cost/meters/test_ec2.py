"""Instances, volumes, hosts and addresses."""

from __future__ import annotations

from typing import Any

import pytest

from cost.bills import BillOf, ChargeOf


@pytest.mark.parametrize(
    ("type_", "properties", "stated", "monthly"),
    [
        ("AWS::EC2::Instance", {"InstanceType": "m5.2xlarge"}, {}, 8 * 0.048 * 730 + 0.8),
        (
            "AWS::EC2::Instance",
            {"InstanceType": "t3.medium"},
            {"operating_system": "windows"},
            0.06 * 730 + 0.8,
        ),
        (
            "AWS::EC2::Instance",
            {"InstanceType": "m5.large"},
            {"operating_system": "windows"},
            0.188 * 730 + 0.8,
        ),
        ("AWS::EC2::Instance", {"InstanceType": "t3.micro"}, {"monthly_hrs": 100}, 1.04 + 0.8),
        (
            "AWS::EC2::Instance",
            {"InstanceType": "t3.large"},
            {"monthly_cpu_credit_hrs": 10},
            0.0832 * 730 + 10 * 2 * 0.05 + 0.8,
        ),
        (
            "AWS::EC2::Instance",
            {"InstanceType": "t3.large", "CreditSpecification": {"CPUCredits": "standard"}},
            {"monthly_cpu_credit_hrs": 10},
            0.0832 * 730 + 0.8,
        ),
        (
            "AWS::EC2::Instance",
            {
                "InstanceType": "t4g.small",
                "Monitoring": True,
                "BlockDeviceMappings": [{"Ebs": {"VolumeSize": 100, "VolumeType": "gp3"}}],
            },
            {},
            0.0168 * 730 + 2.1 + 8,
        ),
        (
            "AWS::EC2::Instance",
            {"InstanceType": "m5.large"},
            {"reserved_instance_term": "1_year", "reserved_instance_payment_option": "all_upfront"},
            0.8,
        ),
        (
            "AWS::EC2::Volume",
            {"Size": 100, "VolumeType": "gp3", "Iops": 5000, "Throughput": 225},
            {},
            8 + 10 + 4,
        ),
        (
            "AWS::EC2::Volume",
            {"Size": 100, "VolumeType": "io2", "Iops": 40_000},
            {},
            12.5 + 32_000 * 0.065 + 8_000 * 0.046,
        ),
        ("AWS::EC2::Host", {"InstanceType": "m5.large"}, {}, 5.069 * 730),
        ("AWS::EC2::EIP", {}, {}, 3.65),
        (
            "AWS::EC2::Instance",
            {"InstanceType": "r3.xlarge", "EbsOptimized": True},
            {},
            (0.333 + 0.02) * 730 + 0.8,
        ),
        ("AWS::EC2::Instance", {"InstanceType": "m5.large", "EbsOptimized": True}, {}, 0.096 * 730 + 0.8),
        (
            "AWS::EC2::Instance",
            {"InstanceType": "t3.medium"},
            {"operating_system": "suse"},
            0.0979 * 730 + 0.8,
        ),
        ("AWS::Cloud9::EnvironmentEC2", {"InstanceType": "t3.small"}, {}, 0.0208 * 160 + 0.8),
    ],
)
def test_what_is_charged(
    charge_of: ChargeOf, type_: str, properties: dict[str, Any], stated: dict[str, Any], monthly: float
) -> None:
    assert float(charge_of(type_, properties, **stated).monthly) == pytest.approx(monthly, rel=1e-4)


def test_a_launch_template_describes_the_instance(bill_of: BillOf) -> None:
    data = {
        "InstanceType": "c5.large",
        "BlockDeviceMappings": [{"Ebs": {"VolumeSize": 20, "VolumeType": "gp3"}}],
    }
    bill = bill_of(
        {
            "T": ("AWS::EC2::LaunchTemplate", {"LaunchTemplateData": data}),
            "I": (
                "AWS::EC2::Instance",
                {"LaunchTemplate": {"LaunchTemplateId": {"Ref": "T"}, "Version": "1"}},
            ),
        }
    )
    assert float(bill.total) == pytest.approx(0.085 * 730 + 1.6)


def test_a_type_without_a_price_is_not_priced(bill_of: BillOf) -> None:
    bill = bill_of({"I": ("AWS::EC2::Instance", {"InstanceType": "zz9.plural"})})
    assert [each.reason for each in bill.unpriced] == ["no price of ec2.instance.zz9.plural in us-east-1"]
    assert bill.charges == ()
