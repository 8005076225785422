"""A template's weights reach the load balancing API, for whoever routes by them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.local


def group(name: str) -> dict[str, Any]:
    properties = {"Name": name, "Port": 80, "Protocol": "HTTP", "TargetType": "ip", "VpcId": "vpc-1"}
    return {"Type": "AWS::ElasticLoadBalancingV2::TargetGroup", "Properties": properties}


def test_every_group_keeps_its_weight_and_clients_their_group(
    local_cloud: Any, deploy: Callable[..., dict[str, str]]
) -> None:
    forward = {
        "Type": "forward",
        "ForwardConfig": {
            "TargetGroups": [
                {"TargetGroupArn": {"Ref": "Blue"}, "Weight": 9},
                {"TargetGroupArn": {"Ref": "Green"}, "Weight": 1},
            ],
            "TargetGroupStickinessConfig": {"Enabled": True, "DurationSeconds": 60},
        },
    }
    balancer = {"Name": "weighted", "Subnets": ["subnet-1"]}
    listener = {"LoadBalancerArn": {"Ref": "Lb"}, "Port": 80, "Protocol": "HTTP", "DefaultActions": [forward]}
    resources = {
        "Lb": {"Type": "AWS::ElasticLoadBalancingV2::LoadBalancer", "Properties": balancer},
        "Blue": group("weighted-blue"),
        "Green": group("weighted-green"),
        "Listener": {"Type": "AWS::ElasticLoadBalancingV2::Listener", "Properties": listener},
    }
    outputs = {name: {"Value": {"Ref": name}} for name in ("Blue", "Green", "Listener")}
    made = deploy("weighted-forwards", {"Resources": resources, "Outputs": outputs})
    elb = local_cloud.client("elbv2")
    (rule,) = elb.describe_rules(ListenerArn=made["Listener"])["Rules"]
    config = rule["Actions"][0]["ForwardConfig"]
    weights = {one["TargetGroupArn"]: one["Weight"] for one in config["TargetGroups"]}
    assert weights == {made["Blue"]: 9, made["Green"]: 1}
    assert config["TargetGroupStickinessConfig"] == {"Enabled": True, "DurationSeconds": 60}
