"""Requests through the gateway reach CloudWatch, and so the alarms of a load balancer."""

from __future__ import annotations

import http.server
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from tests.local.conftest import LocalCloud
from tests.local.emulator.conftest import Stack, alarm, alarm_states, until

from stratiform.local.gateway import process
from waiting import PATIENCE

pytestmark = pytest.mark.local
NAMESPACE = "AWS/ApplicationELB"


class Failing(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(500 if self.path == "/broken" else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *arguments: object) -> None:
        """Quiet."""


@pytest.fixture
def target() -> Iterator[int]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Failing)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}).start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


@pytest.fixture
def balanced(stack: Stack, local_cloud: LocalCloud, target: int) -> Iterator[tuple[str, dict[str, str]]]:
    """A URL in front of ``target``, and the dimensions of its load balancer and target group."""
    balancer = {"Fn::GetAtt": "Balancer.LoadBalancerFullName"}
    made = stack.up(
        {
            "Balancer": {
                "Type": "AWS::ElasticLoadBalancingV2::LoadBalancer",
                "Properties": {"Name": stack.name, "Subnets": ["subnet-1"]},
            },
            "Group": {
                "Type": "AWS::ElasticLoadBalancingV2::TargetGroup",
                "Properties": {
                    "Port": 80,
                    "Protocol": "HTTP",
                    "TargetType": "ip",
                    "VpcId": "vpc-1",
                },
            },
            "Listener": {
                "Type": "AWS::ElasticLoadBalancingV2::Listener",
                "Properties": {
                    "LoadBalancerArn": {"Ref": "Balancer"},
                    "Port": 80,
                    "Protocol": "HTTP",
                    "DefaultActions": [{"Type": "forward", "TargetGroupArn": {"Ref": "Group"}}],
                },
            },
            "Broken": alarm(NAMESPACE, "HTTPCode_Target_5XX_Count", LoadBalancer=balancer),
        },
        {
            "LoadBalancer": balancer,
            "TargetGroup": {"Fn::GetAtt": "Group.TargetGroupFullName"},
            "Group": {"Ref": "Group"},
        },
    )
    local_cloud.client("elbv2").register_targets(
        TargetGroupArn=made.pop("Group"), Targets=[{"Id": "127.0.0.1", "Port": target}]
    )
    gateway = process.start(local_cloud.state, local_cloud.emulator)
    try:
        yield gateway.refresh().urls[f"{stack.name}:80"], made
    finally:
        process.stop(local_cloud.state)


def asked(url: str) -> int:
    try:
        with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as answer:
        with answer:
            return answer.code


def statistic(cloud: LocalCloud, metric: str, statistic: str, dimensions: dict[str, str]) -> float | None:
    answer = cloud.client("cloudwatch").get_metric_statistics(
        Namespace=NAMESPACE,
        MetricName=metric,
        Dimensions=[{"Name": name, "Value": value} for name, value in dimensions.items()],
        StartTime=datetime.now(UTC) - timedelta(hours=1),
        EndTime=datetime.now(UTC) + timedelta(minutes=1),
        Period=86400,
        Statistics=[statistic],
    )
    return next((point[statistic] for point in answer["Datapoints"]), None)


def test_errors_of_a_target_raise_the_alarm_of_its_load_balancer(
    balanced: tuple[str, dict[str, str]], stack: Stack, local_cloud: LocalCloud
) -> None:
    url, dimensions = balanced
    until(lambda: alarm_states(stack, ["Broken"]), {"Broken": "OK"})
    assert [asked(url) for _ in range(3)] == [200] * 3
    assert asked(f"{url}/broken") == 500
    until(lambda: alarm_states(stack, ["Broken"]), {"Broken": "ALARM"})
    balancer = {"LoadBalancer": dimensions["LoadBalancer"]}
    assert statistic(local_cloud, "RequestCount", "Sum", balancer) == 4
    assert statistic(local_cloud, "HTTPCode_Target_2XX_Count", "Sum", dimensions) == 3
    assert statistic(local_cloud, "RequestCountPerTarget", "Sum", dimensions) == 4
    assert statistic(local_cloud, "TargetResponseTime", "SampleCount", dimensions) == 4
    until(lambda: statistic(local_cloud, "HealthyHostCount", "Maximum", dimensions), 1)


def test_what_nobody_asks_is_not_told_again(
    balanced: tuple[str, dict[str, str]], local_cloud: LocalCloud
) -> None:
    url, dimensions = balanced
    assert asked(url) == 200
    until(lambda: statistic(local_cloud, "RequestCount", "SampleCount", dimensions), 1)
    time.sleep(4)  # longer than the pause between two looks
    assert statistic(local_cloud, "RequestCount", "SampleCount", dimensions) == 1
