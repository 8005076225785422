from __future__ import annotations

import pytest
from tests.local.conftest import LocalCloud
from tests.local.emulator.conftest import VPC, Stack

pytestmark = pytest.mark.local


def test_a_flow_log_exists_until_the_stack_goes(stack: Stack, local_cloud: LocalCloud) -> None:
    ec2 = local_cloud.client("ec2")
    flow_log = {
        "ResourceId": {"Ref": "Vpc"},
        "ResourceType": "VPC",
        "TrafficType": "ALL",
        "LogGroupName": "/flow",
    }
    resources = VPC | {"Flow": {"Type": "AWS::EC2::FlowLog", "Properties": flow_log}}
    made = stack.up(resources, {"Flow": {"Fn::GetAtt": "Flow.Id"}})
    [found] = ec2.describe_flow_logs(FlowLogIds=[made["Flow"]])["FlowLogs"]
    assert found["TrafficType"] == "ALL"

    flow_log["TrafficType"] = "REJECT"
    changed = stack.up(resources, {"Flow": {"Ref": "Flow"}})
    assert changed["Flow"] != made["Flow"]
    stack.down()
    assert ec2.describe_flow_logs(FlowLogIds=[made["Flow"], changed["Flow"]])["FlowLogs"] == []
