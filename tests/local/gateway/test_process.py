"""The gateway's own process, in front of a real emulator."""

from __future__ import annotations

import contextlib
import http.client
import http.server
import json
import os
import signal
import threading
import urllib.request
from collections.abc import Callable, Iterator
from typing import Any

import psutil
import pytest

from stratiform.local import front
from stratiform.local.cloud import Cloud
from stratiform.local.gateway import process, refresh
from stratiform.local.gateway.process import Gateway
from stratiform.local.target import Target
from waiting import PATIENCE, until

from ..conftest import ACCOUNT, REGION, WAIT
from ..emulator.behaviours.functions import invoke, template

pytestmark = pytest.mark.local


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        body = self.server.name.encode()  # type: ignore[attr-defined]
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: Any) -> None:
        """Quiet."""


@pytest.fixture
def target() -> Iterator[Callable[[str], int]]:
    servers: list[http.server.ThreadingHTTPServer] = []

    def start(name: str) -> int:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.name = name  # type: ignore[attr-defined]
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}).start()
        servers.append(server)
        return server.server_address[1]

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def gateway(local_cloud: Any) -> Iterator[Gateway]:
    yield process.start(local_cloud.state, local_cloud.emulator)
    process.stop(local_cloud.state)


@pytest.fixture
def balancer(local_cloud: Any) -> Iterator[Callable[[int], str]]:
    """Makes a load balancer in front of one target group; the answer is the group's ARN."""
    elb = local_cloud.client("elbv2")
    made: list[str] = []

    def make(port: int) -> str:
        group = elb.create_target_group(
            Name="gateway-tg",
            Protocol="HTTP",
            Port=80,
            TargetType="ip",
            VpcId="vpc-1",
            HealthCheckIntervalSeconds=5,
        )["TargetGroups"][0]["TargetGroupArn"]
        elb.register_targets(TargetGroupArn=group, Targets=[{"Id": "127.0.0.1", "Port": port}])
        arn = elb.create_load_balancer(Name="gateway-lb", Subnets=["s"])["LoadBalancers"][0][
            "LoadBalancerArn"
        ]
        elb.create_listener(
            LoadBalancerArn=arn,
            Protocol="HTTP",
            Port=80,
            DefaultActions=[{"Type": "forward", "TargetGroupArn": group}],
        )
        made.extend((arn, group))
        return str(group)

    yield make
    for listener in elb.describe_listeners(LoadBalancerArn=made[0])["Listeners"]:
        elb.delete_listener(ListenerArn=listener["ListenerArn"])
    elb.delete_load_balancer(LoadBalancerArn=made[0])
    elb.delete_target_group(TargetGroupArn=made[1])


CALLERS = {
    "python3.11": """
import os, urllib.request
def handler(event, context):
    return urllib.request.urlopen(os.environ["URL"], timeout=60).read().decode()
""",
    "nodejs22.x": "exports.handler = async () => await (await fetch(process.env.URL)).text();",
}


def caller(runtime: str, listener_port: int) -> dict[str, Any]:
    """A load balancer that answers by itself, and a function that calls it by its name."""
    made = template("by-name", CALLERS[runtime], runtime=runtime)
    answer = {"StatusCode": "200", "MessageBody": "by its name"}
    function = made["Resources"]["Function"]["Properties"]
    url = {"Fn::Sub": f"http://${{Balancer.DNSName}}:{listener_port}/"}
    function["Environment"] = {"Variables": {"URL": url}}
    made["Resources"] |= {
        "Balancer": {
            "Type": "AWS::ElasticLoadBalancingV2::LoadBalancer",
            "Properties": {"Name": "by-name", "Subnets": ["s"]},
        },
        "Listener": {
            "Type": "AWS::ElasticLoadBalancingV2::Listener",
            "Properties": {
                "LoadBalancerArn": {"Ref": "Balancer"},
                "Port": listener_port,
                "Protocol": "HTTP",
                "DefaultActions": [{"Type": "fixed-response", "FixedResponseConfig": answer}],
            },
        },
    }
    return made


def get(url: str) -> str:
    with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
        return str(answer.read().decode())


def test_what_the_emulator_has_is_served_after_a_refresh(
    gateway: Gateway, balancer: Any, target: Any
) -> None:
    arn = balancer(target("one"))
    snapshot = gateway.refresh()
    assert get(snapshot.urls["gateway-lb:80"]) == "one"
    until(lambda: [each.healthy for each in gateway.snapshot().groups if each.arn == arn] == [1])
    assert any(series.counts.get("RequestCount") == 1 for series in gateway.snapshot().series)


@pytest.mark.parametrize("runtime", CALLERS)
def test_a_function_calls_a_load_balancer_by_its_name_from_when_its_listener_was_made(
    local_cloud: Any, gateway: Gateway, deploy: Any, runtime: str
) -> None:
    told = local_cloud.state.folder / process.FOLDER / refresh.LISTENERS
    told.unlink(missing_ok=True)
    deploy("by-name", caller(runtime, 81))
    assert told.exists()
    until(lambda: "by-name:81" in gateway.snapshot().urls)
    names = local_cloud.state.folder / "engine" / "ports" / "names"
    until(lambda: list(names.glob("by-name-*")))
    assert invoke(local_cloud.client("lambda"), "by-name") == "by its name"
    stacks, elb = local_cloud.client("cloudformation"), local_cloud.client("elbv2")
    stacks.delete_stack(StackName="by-name")
    stacks.get_waiter("stack_delete_complete").wait(StackName="by-name", WaiterConfig=WAIT)
    left = elb.describe_load_balancers()["LoadBalancers"]  # others may be another test's
    assert "by-name" not in {each["LoadBalancerName"] for each in left}


def test_two_callers_get_the_same_gateway_and_it_is_found_again(local_cloud: Any, gateway: Gateway) -> None:
    assert (
        process.start(local_cloud.state, local_cloud.emulator) == gateway == process.find(local_cloud.state)
    )


def test_it_listens_on_this_machine_alone_and_its_files_are_private(
    local_cloud: Any, gateway: Gateway, balancer: Any, target: Any
) -> None:
    balancer(target("one"))
    gateway.refresh()
    sockets = [one for one in psutil.Process(gateway.pid).net_connections() if one.status == "LISTEN"]
    assert {one.laddr.ip for one in sockets} == {"127.0.0.1"}
    for name in ("gateway.json", "gateway-ports.json", "gateway.log"):
        assert (local_cloud.state.folder / name).stat().st_mode & 0o777 == 0o600


def test_a_killed_gateway_comes_back_by_itself_and_its_urls_are_the_same(
    local_cloud: Any, gateway: Gateway, balancer: Any, target: Any
) -> None:
    balancer(target("one"))
    urls = gateway.refresh().urls
    os.kill(gateway.pid, signal.SIGKILL)
    again = until(
        lambda: (found := process.find(local_cloud.state)) and found.pid != gateway.pid and found, seconds=60
    )
    assert until(lambda: again.snapshot().urls == urls)
    assert get(urls["gateway-lb:80"]) == "one"


def test_it_goes_on_serving_while_the_emulator_does_not_answer(
    local_cloud: Any, gateway: Gateway, balancer: Any, target: Any
) -> None:
    balancer(target("one"))
    url = gateway.refresh().urls["gateway-lb:80"]
    os.kill(local_cloud.emulator.pid, signal.SIGSTOP)
    try:
        assert get(url) == "one"
    finally:
        os.kill(local_cloud.emulator.pid, signal.SIGCONT)


def test_a_stopped_gateway_leaves_nothing(local_cloud: Any, gateway: Gateway) -> None:
    assert process.stop(local_cloud.state)
    assert not psutil.pid_exists(gateway.pid) or psutil.Process(gateway.pid).status() == "zombie"
    assert process.find(local_cloud.state) is None
    assert not process.stop(local_cloud.state)


def test_an_api_stage_has_a_url_of_its_own(local_cloud: Any, gateway: Gateway) -> None:
    api = local_cloud.client("apigatewayv2")
    made = api.create_api(Name="items", ProtocolType="HTTP")["ApiId"]
    api.create_stage(ApiId=made, StageName="prod", AutoDeploy=True)
    try:
        url = gateway.refresh().urls["api:items:prod"]
        connection = http.client.HTTPConnection(url.removeprefix("http://"), timeout=PATIENCE)
        connection.request("GET", "/nothing")
        answer = connection.getresponse()
        assert (answer.status, json.loads(answer.read())) == (404, {"message": "Not Found"})
        connection.close()
    finally:
        api.delete_api(ApiId=made)


def test_a_rest_api_and_a_distribution_have_urls_too(local_cloud: Any, gateway: Gateway) -> None:
    api, cloudfront = (local_cloud.client(name) for name in ("apigateway", "cloudfront"))
    made = api.create_rest_api(name="orders")["id"]
    root = api.get_resources(restApiId=made)["items"][0]["id"]
    api.put_method(restApiId=made, resourceId=root, httpMethod="GET", authorizationType="NONE")
    api.put_integration(restApiId=made, resourceId=root, httpMethod="GET", type="MOCK")
    api.create_deployment(restApiId=made, stageName="prod")
    origin = {"Id": "o", "DomainName": "example.com", "S3OriginConfig": {"OriginAccessIdentity": ""}}
    shop = cloudfront.create_distribution(
        DistributionConfig={
            "CallerReference": "gateway",
            "Comment": "shop",
            "Enabled": True,
            "Origins": {"Quantity": 1, "Items": [origin]},
            "DefaultCacheBehavior": {
                "TargetOriginId": "o",
                "ViewerProtocolPolicy": "allow-all",
                "CachePolicyId": "658327ea-f89d-4fab-a63d-7e88639e58f6",
            },
        }
    )
    urls = gateway.refresh().urls
    assert {"api:orders:prod", "site:shop"} <= set(urls)
    with contextlib.closing(Cloud(local_cloud.emulator.endpoint, Target(ACCOUNT, REGION))) as cloud:
        sites = front.sites(cloud, urls)
    page = f"https://{shop['Distribution']['DomainName']}/page"
    assert front.answered_here(page, (), urls, sites) == f"{urls['site:shop']}/page"
    api.delete_rest_api(restApiId=made)
    assert "api:orders:prod" not in gateway.refresh().urls


def test_a_public_website_is_served(local_cloud: Any, gateway: Gateway) -> None:
    s3 = local_cloud.client("s3")
    s3.create_bucket(Bucket="web-site")
    s3.delete_public_access_block(Bucket="web-site")
    policy = {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": "*",
                "Action": "s3:GetObject",
                "Resource": "arn:aws:s3:::web-site/*",
            }
        ],
    }
    s3.put_bucket_policy(Bucket="web-site", Policy=json.dumps(policy))
    s3.put_bucket_website(Bucket="web-site", WebsiteConfiguration={"IndexDocument": {"Suffix": "index.html"}})
    s3.put_object(Bucket="web-site", Key="index.html", Body=b"<h1>hi</h1>", ContentType="text/html")
    assert get(gateway.refresh().urls["site:web-site"]) == "<h1>hi</h1>"
