"""Groups multiply what their template describes."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from cost.bills import BillOf

DISK = {"BlockDeviceMappings": [{"Ebs": {"VolumeSize": 10, "VolumeType": "gp3"}}]}
LAUNCH = ("AWS::AutoScaling::LaunchConfiguration", {"InstanceType": "m5.large", **DISK})


def group(**properties: Any) -> dict[str, tuple[str, dict[str, Any]]]:
    told = {"MinSize": "1", "MaxSize": "10", "LaunchConfigurationName": {"Ref": "L"}, **properties}
    return {"L": LAUNCH, "G": ("AWS::AutoScaling::AutoScalingGroup", told)}


def test_the_desired_capacity_runs_and_the_range_is_told(bill_of: BillOf) -> None:
    (charge,) = bill_of(group(DesiredCapacity="3")).charges
    assert float(charge.monthly) == pytest.approx(3 * (0.096 * 730 + 0.8))
    assert charge.scale == (1, 3, 10)
    assert [float(each) for each in charge.span] == pytest.approx(
        [float(charge.monthly) / 3, float(charge.monthly) / 0.3]
    )


def test_without_a_desired_capacity_the_least_runs(bill_of: BillOf) -> None:
    (charge,) = bill_of(group(MinSize=2)).charges
    assert float(charge.monthly) == pytest.approx(2 * (0.096 * 730 + 0.8))


def test_a_stated_number_of_instances_wins(bill_of: BillOf) -> None:
    (charge,) = bill_of(group(DesiredCapacity="3"), {"G": {"instances": 5}}).charges
    assert float(charge.monthly) == pytest.approx(5 * (0.096 * 730 + 0.8))
    assert charge.used == charge.monthly


def test_a_mixed_group_has_its_share_on_spot(bill_of: BillOf) -> None:
    policy = {
        "LaunchTemplate": {
            "LaunchTemplateSpecification": {"LaunchTemplateId": {"Ref": "T"}, "Version": "1"},
            "Overrides": [{"InstanceType": "m5.large"}, {"InstanceType": "m5a.large"}],
        },
        "InstancesDistribution": {"OnDemandBaseCapacity": 1, "OnDemandPercentageAboveBaseCapacity": 50},
    }
    bill = bill_of(
        {
            "T": ("AWS::EC2::LaunchTemplate", {"LaunchTemplateData": DISK}),
            "G": (
                "AWS::AutoScaling::AutoScalingGroup",
                {"MinSize": 1, "MaxSize": 3, "DesiredCapacity": 3, "MixedInstancesPolicy": policy},
            ),
        }
    )
    # One as the base, one of the other two on demand, one on Spot, 60 % below.
    assert float(bill.total) == pytest.approx(2.4 * 0.096 * 730 + 3 * 0.8)
    assert any("60 % below" in note for note in bill.charges[0].notes)


def test_an_empty_group_says_so(bill_of: BillOf) -> None:
    (charge,) = bill_of(group(MinSize=0)).charges
    assert charge.monthly == Decimal()
    assert any("desired capacity is 0" in note for note in charge.notes)


def test_a_node_group_multiplies_its_nodes(bill_of: BillOf) -> None:
    properties = {
        "InstanceTypes": ["m6g.large"],
        "ScalingConfig": {"MinSize": 1, "DesiredSize": 2, "MaxSize": 4},
    }
    (charge,) = bill_of({"N": ("AWS::EKS::Nodegroup", properties)}).charges
    assert float(charge.monthly) == pytest.approx(2 * (0.077 * 730 + 2))
    assert charge.scale == (1, 2, 4)


def test_spot_nodes_cost_less(bill_of: BillOf) -> None:
    properties = {"InstanceTypes": ["m5.large"], "CapacityType": "SPOT", "ScalingConfig": {"DesiredSize": 1}}
    (charge,) = bill_of({"N": ("AWS::EKS::Nodegroup", properties)}).charges
    assert float(charge.monthly) == pytest.approx(0.4 * 0.096 * 730 + 2)
