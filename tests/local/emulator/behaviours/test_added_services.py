from __future__ import annotations

import pytest
from botocore.exceptions import ClientError
from tests.local.conftest import client_of

from stratiform.local.emulator import process
from stratiform.local.state import State

pytestmark = pytest.mark.local

TARGET = {
    "ServiceNamespace": "ecs",
    "ResourceId": "service/cluster/web",
    "ScalableDimension": "ecs:service:DesiredCount",
}


def test_what_a_service_of_ours_keeps_survives_a_restart(fresh_state: State) -> None:
    started = process.start(fresh_state, port=None, account="000000000000", region="us-east-1")
    scaling = client_of(started.emulator, "application-autoscaling")
    suspended = {"DynamicScalingInSuspended": True}
    scaling.register_scalable_target(**TARGET, MinCapacity=1, MaxCapacity=4, SuspendedState=suspended)
    assert process.stop(fresh_state)
    again = process.start(fresh_state, port=None, account="000000000000", region="us-east-1")
    scaling = client_of(again.emulator, "application-autoscaling")
    [found] = scaling.describe_scalable_targets(ServiceNamespace="ecs")["ScalableTargets"]
    assert (found["MinCapacity"], found["MaxCapacity"]) == (1, 4)
    assert found["SuspendedState"] == {
        "DynamicScalingInSuspended": True,
        "DynamicScalingOutSuspended": False,
        "ScheduledScalingSuspended": False,
    }
    scaling.deregister_scalable_target(**TARGET)
    with pytest.raises(ClientError, match="ObjectNotFoundException"):
        scaling.deregister_scalable_target(**TARGET)
