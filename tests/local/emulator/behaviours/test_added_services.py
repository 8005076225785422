"""Services of ours are routed like the emulator's own."""

from __future__ import annotations

import psutil
import pytest

pytestmark = pytest.mark.local


def test_a_service_of_ours_answers_without_reading_every_model(local_cloud):
    process = psutil.Process(local_cloud.emulator.pid)
    before = process.memory_info().rss
    scaling = local_cloud.client("application-autoscaling")
    assert scaling.describe_scalable_targets(ServiceNamespace="ecs")["ScalableTargets"] == []
    assert process.memory_info().rss - before < 100 * 2**20
