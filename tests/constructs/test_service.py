"""A service: what stands before it, how it is replaced, scaled, watched and found."""

import pytest

from containers import IMAGE, on_cluster, variables
from stratiform.errors import WrongUse
from stratiform.testing import assert_uses
from stratiform.tiers import DEV, PROD, STAGING
from systems import part, source

pytestmark = pytest.mark.synth


def web(tier=DEV, port=8080, **options):
    from stratiform.constructs import Container, Service

    def build(main, cluster):
        Service(main, "Web", cluster=cluster, container=Container(image=IMAGE, port=port), **options)

    return on_cluster(build, tier)


def service(graph, path="Web"):
    return part(graph, f"{path}/Resource/Service").properties


@pytest.fixture(scope="module")
def public():
    return web(load_balancer="public")


@pytest.fixture(scope="module")
def production():
    return web(PROD, load_balancer="public")


def test_it_is_called_after_the_pattern_and_stands_in_private_subnets(public):
    found = service(public)
    assert found["ServiceName"] == "shop-local-main-web"
    placed = found["NetworkConfiguration"]["AwsvpcConfiguration"]
    private = {r.address.logical_id for r in public.of_type("AWS::EC2::Subnet") if "privateSubnet" in r.path}
    assert {subnet["Ref"] for subnet in placed["Subnets"]} == private
    assert placed["AssignPublicIp"] == "DISABLED"


def test_scaling_owns_the_number_of_tasks(public):
    assert "DesiredCount" not in service(public)


def test_zones_and_capacity_are_the_cluster_s(public):
    found = service(public)
    assert found["AvailabilityZoneRebalancing"] == "ENABLED"
    assert found["CapacityProviderStrategy"] == [{"CapacityProvider": "FARGATE_SPOT", "Weight": 1}]
    assert "LaunchType" not in found


def test_a_service_without_a_port_is_a_worker():
    with pytest.raises(WrongUse, match="listens on no port") as raised:
        web(port=None)
    assert "Worker" in raised.value.fix


def test_its_alarm_for_errors_sends_a_deployment_back(public):
    alarm = part(public, "Web/Errors").address.logical_id
    deployment = service(public)["DeploymentConfiguration"]
    assert deployment["Alarms"] == {"AlarmNames": [{"Ref": alarm}], "Enable": True, "Rollback": True}


def test_it_is_watched(public):
    watched = {
        alarm.path.split("/")[3]: (alarm.properties["MetricName"], alarm.properties["Threshold"])
        for alarm in public.of_type("AWS::CloudWatch::Alarm")
    }
    assert watched == {
        "Errors": ("HTTPCode_Target_5XX_Count", 1),
        "NoAnswers": ("HTTPCode_ELB_5XX_Count", 1),
        "Latency": ("TargetResponseTime", 3),
        "Cpu": ("CPUUtilization", 85),
        "Memory": ("MemoryUtilization", 90),
    }


def test_without_alarms_nothing_is_watched():
    from stratiform.constructs import Alarms

    graph = web(load_balancer="public", alarms=Alarms.none())
    assert not list(graph.of_type("AWS::CloudWatch::Alarm"))
    assert service(graph)["DeploymentConfiguration"]["Alarms"]["Enable"] is False


def pair(tier=DEV, client="service", **options):
    """A client that uses the service Back."""
    from stratiform.constructs import Container, Function, Job, Service

    def build(main, cluster):
        container = Container(image=IMAGE, port=8080)
        back = Service(main, "Back", cluster=cluster, container=container, **options)
        if client == "service":
            made = Service(main, "Front", cluster=cluster, container=container)
        elif client == "job":
            made = Job(main, "Front", cluster=cluster, container=Container(image=IMAGE))
        else:
            made = Function(main, "Front", source=client, network=cluster.network)
        made.uses(back)

    return on_cluster(build, tier)


@pytest.fixture(scope="module")
def two():
    return pair()


def test_another_service_is_told_its_url(two):
    url = "http://back.shop-local-main-cluster.internal:8080"
    assert variables(two, "Front")["BACK_URL"] == url
    assert_uses(two, "Front", "Back", "read-write")


def test_its_port_is_open_to_who_uses_it_alone(two):
    (ingress,) = two.of_type("AWS::EC2::SecurityGroupIngress")
    front = part(two, "Front/SecurityGroup").address.logical_id
    back = part(two, "Back/SecurityGroup").address.logical_id
    assert ingress.properties["GroupId"] == {"Fn::GetAtt": [back, "GroupId"]}
    assert ingress.properties["SourceSecurityGroupId"] == {"Fn::GetAtt": [front, "GroupId"]}
    assert ingress.properties["FromPort"] == 8080


def test_its_name_is_in_dns_and_in_service_connect(two):
    (registry,) = service(two, "Back")["ServiceRegistries"]
    named = {r.properties["Name"] for r in two.of_type("AWS::ServiceDiscovery::Service")}
    assert "back" in named
    assert "CloudmapService" in str(registry)
    connect = service(two, "Back")["ServiceConnectConfiguration"]
    (offered,) = connect["Services"]
    assert offered["ClientAliases"] == [{"DnsName": "back.shop-local-main-cluster.internal", "Port": 8080}]
    assert offered["DiscoveryName"] not in named
    assert service(two, "Front")["ServiceConnectConfiguration"]["Namespace"] == connect["Namespace"]


def test_who_uses_it_starts_after_it(two):
    front, back = (part(two, f"{name}/Resource/Service").address for name in ("Front", "Back"))
    assert back in {edge.target for edge in two.out_of(front)}


def test_a_service_that_nobody_uses_runs_no_proxy(public):
    assert "ServiceConnectConfiguration" not in service(public)


def test_two_services_may_use_each_other():
    from stratiform.constructs import Container, Service

    def build(main, cluster):
        container = Container(image=IMAGE, port=8080)
        left, right = (Service(main, id, cluster=cluster, container=container) for id in ("Left", "Right"))
        left.uses(right)
        right.uses(left)

    graph = on_cluster(build)
    assert "RIGHT_URL" in variables(graph, "Left")
    assert "LEFT_URL" in variables(graph, "Right")


def test_a_function_and_a_job_find_it_in_dns(tmp_path):
    url = "http://back.shop-local-main-cluster.internal:8080"
    graph = pair(client=source(tmp_path))
    assert part(graph, "Front").properties["Environment"]["Variables"] == {"BACK_URL": url}
    assert variables(pair(client="job"), "Front") == {"BACK_URL": url}


def test_with_an_internal_load_balancer_that_is_its_address():
    graph = pair(load_balancer="internal")
    balancer = part(graph, "Back/LoadBalancer/Resource").address.logical_id
    assert variables(graph, "Front")["BACK_URL"] == {
        "Fn::Join": ["", ["http://", {"Fn::GetAtt": [balancer, "DNSName"]}]]
    }
    group = part(graph, "Back/LoadBalancer/Resource/SecurityGroup").address.logical_id
    opened = [
        rule.properties["SourceSecurityGroupId"]
        for rule in graph.of_type("AWS::EC2::SecurityGroupIngress")
        if rule.properties["GroupId"] == {"Fn::GetAtt": [group, "GroupId"]}
    ]
    front = part(graph, "Front/SecurityGroup").address.logical_id
    assert opened == [{"Fn::GetAtt": [front, "GroupId"]}]


def test_while_traffic_shifts_its_name_is_in_service_connect_alone():
    graph = pair(STAGING, load_balancer="public")
    assert "ServiceRegistries" not in service(graph, "Back")
    assert "ServiceConnectConfiguration" in service(graph, "Back")
    with pytest.raises(WrongUse, match="only services of ECS can") as raised:
        pair(STAGING, client="job", load_balancer="public")
    assert 'load_balancer="internal"' in raised.value.fix


def test_requests_are_counted_where_an_application_load_balancer_does():
    from stratiform.constructs import Container, Service

    def build(main, cluster):
        made = Service(main, "Web", cluster=cluster, container=Container(image=IMAGE, port=8080))
        assert made.requests

    with pytest.raises(WrongUse, match="no application load balancer"):
        on_cluster(build)


def test_production_shifts_traffic_by_canary(production):
    found = service(production)["DeploymentConfiguration"]
    assert found["Strategy"] == "CANARY"
    assert found["CanaryConfiguration"] == {"CanaryBakeTimeInMinutes": 5, "CanaryPercent": 10}
    assert found["BakeTimeInMinutes"] == PROD.service.bake_minutes
