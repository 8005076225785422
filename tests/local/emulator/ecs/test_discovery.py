"""A task finds another service's tasks by the name that Cloud Map or Service Connect gives it."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from local.emulator.ecs.conftest import SERVER
from waiting import until

pytestmark = pytest.mark.local

CALLER = """
import sys, time, urllib.request
while True:
    try:
        with urllib.request.urlopen(sys.argv[1], timeout=2) as answer:
            print("answered", answer.read().decode()[:60], flush=True)
    except OSError as error:
        print("failed", error, flush=True)
    time.sleep(0.2)
"""


def with_caller(containers: Any, template: dict[str, Any], url: str) -> dict[str, Any]:
    """The stack with a second service, which calls ``url`` and logs what it gets."""
    resources = template["Resources"]
    task, service = copy.deepcopy(resources["Task"]), copy.deepcopy(resources["Service"])
    (definition,) = task["Properties"]["ContainerDefinitions"]
    definition |= {"Image": containers.image(CALLER), "Command": ["python", "main.py", url]}
    definition.pop("PortMappings")
    definition["LogConfiguration"]["Options"]["awslogs-stream-prefix"] = "caller"
    task["Properties"]["Family"] += "-caller"
    service["Properties"] |= {"ServiceName": "caller", "TaskDefinition": {"Ref": "CallerTask"}}
    service["DependsOn"] = ["Service"]
    for name in ("ServiceRegistries", "ServiceConnectConfiguration"):
        service["Properties"].pop(name, None)
    resources |= {"CallerTask": task, "Caller": service}
    return template


def namespace(name: str) -> dict[str, Any]:
    properties = {"Name": name, "Vpc": {"Ref": "Vpc"}}
    return {"Type": "AWS::ServiceDiscovery::PrivateDnsNamespace", "Properties": properties}


def test_a_cloud_map_name_leads_to_the_tasks_that_run(containers: Any) -> None:
    template = containers.template(
        "found", containers.image(f"VERSION = 'found'\n{SERVER}"), count=2, balanced=False
    )
    records = {"DnsRecords": [{"Type": "A", "TTL": 10}]}
    template["Resources"] |= {
        "Namespace": namespace("found.internal"),
        "Name": {
            "Type": "AWS::ServiceDiscovery::Service",
            "Properties": {"Name": "api", "NamespaceId": {"Ref": "Namespace"}, "DnsConfig": records},
        },
    }
    template["Resources"]["Service"]["Properties"]["ServiceRegistries"] = [
        {"RegistryArn": {"Fn::GetAtt": "Name.Arn"}}
    ]
    with_caller(containers, template, "http://api.found.internal/")
    assert containers.deploy("found", template) == "CREATE_COMPLETE", containers.reasons("found")
    until(lambda: "answered" in containers.logs("/test/found"))
    cloud_map = containers.client("servicediscovery")

    def found() -> dict[str, str]:
        answer = cloud_map.discover_instances(NamespaceName="found.internal", ServiceName="api")
        return {each["InstanceId"]: each["Attributes"]["AWS_INSTANCE_IPV4"] for each in answer["Instances"]}

    before = found()
    assert len(before) == 2
    assert all(address.startswith("10.77.") for address in before.values())
    stopped, kept = before
    containers.client("ecs").stop_task(cluster="found", task=stopped)
    until(lambda: len(after := found()) == 2 and kept in after and stopped not in after)
    containers.client("ecs").update_service(cluster="found", service="found", desiredCount=0)
    until(lambda: not found())
    until(lambda: "failed" in containers.logs("/test/found"))


def test_an_alias_of_service_connect_leads_to_the_port_behind_it(containers: Any) -> None:
    template = containers.template(
        "connected",
        containers.image(f"VERSION = 'connected'\n{SERVER}"),
        balanced=False,
        PortMappings=[{"ContainerPort": 80, "Name": "http"}],
    )
    alias = {"DnsName": "orders", "Port": 8080}
    offered = {"PortName": "http", "DiscoveryName": "orders", "ClientAliases": [alias]}
    template["Resources"]["Namespace"] = namespace("connected.internal")
    template["Resources"]["Service"]["Properties"]["ServiceConnectConfiguration"] = {
        "Enabled": True,
        "Namespace": {"Fn::GetAtt": "Namespace.Arn"},
        "Services": [offered],
    }
    with_caller(containers, template, "http://orders:8080/")
    assert containers.deploy("connected", template) == "CREATE_COMPLETE", containers.reasons("connected")
    until(lambda: "answered" in containers.logs("/test/connected"))
