"""What the web service promises, read from its graph, in each environment."""

import shutil
from pathlib import Path

import pytest

from stratiform.testing import assert_uses, synthesize

pytestmark = pytest.mark.synth

APP = Path(__file__).parents[1]
CERTIFICATE = "arn:aws:acm:eu-west-1:111111111111:certificate/1"


@pytest.fixture(scope="module")
def local():
    return synthesize(APP)


@pytest.fixture(scope="module")
def graphs(tmp_path_factory):
    """The service in staging and production, which here have accounts."""
    copy = tmp_path_factory.mktemp("web_service") / "app"
    shutil.copytree(APP, copy, ignore=shutil.ignore_patterns("cdk.out", ".stratiform", "__pycache__"))
    settings = copy / "stratiform.toml"
    settings.write_text(settings.read_text().replace('# account = "<12 digits>"', 'account = "111111111111"'))
    return {name: synthesize(copy, environment=name) for name in ("staging", "prod")}


@pytest.fixture(params=["local", "staging", "prod"])
def each(request, local, graphs):
    return request.param, local if request.param == "local" else graphs[request.param]


def only(graph, type_, path=""):
    (found,) = (resource for resource in graph.of_type(type_) if path in resource.path)
    return found.properties


SIZES = {"local": ("512", "1024"), "staging": ("1024", "2048"), "prod": ("2048", "4096")}
TASKS = {"local": (1, 3), "staging": (2, 5), "prod": (3, 10)}


def test_the_environment_decides_size_and_number(each):
    name, graph = each
    definition = only(graph, "AWS::ECS::TaskDefinition", "/Web/")
    assert (definition["Cpu"], definition["Memory"]) == SIZES[name]
    target = only(graph, "AWS::ApplicationAutoScaling::ScalableTarget")
    assert (target["MinCapacity"], target["MaxCapacity"]) == TASKS[name]


def test_it_listens_on_8080_and_is_well_when_health_says_so(each):
    _, graph = each
    (container,) = only(graph, "AWS::ECS::TaskDefinition", "/Web/")["ContainerDefinitions"]
    assert container["PortMappings"][0]["ContainerPort"] == 8080
    groups = list(graph.of_type("AWS::ElasticLoadBalancingV2::TargetGroup"))
    assert groups
    assert {group.properties["HealthCheckPath"] for group in groups} == {"/health"}


def test_it_scales_on_cpu_memory_and_steps_of_requests(each):
    _, graph = each
    policies = [r.properties for r in graph.of_type("AWS::ApplicationAutoScaling::ScalingPolicy")]
    tracked = {}
    for policy in policies:
        if policy["PolicyType"] == "TargetTrackingScaling":
            found = policy["TargetTrackingScalingPolicyConfiguration"]
            tracked[found["PredefinedMetricSpecification"]["PredefinedMetricType"]] = found["TargetValue"]
    assert tracked == {"ECSServiceAverageCPUUtilization": 70, "ECSServiceAverageMemoryUtilization": 80}
    (steps,) = (policy for policy in policies if policy["PolicyType"] == "StepScaling")
    changes = [
        step["ScalingAdjustment"] for step in steps["StepScalingPolicyConfiguration"]["StepAdjustments"]
    ]
    assert changes == [1, 3]


def test_a_failed_start_goes_back(each):
    _, graph = each
    deployment = only(graph, "AWS::ECS::Service")["DeploymentConfiguration"]
    assert deployment["DeploymentCircuitBreaker"] == {"Enable": True, "Rollback": True}
    assert deployment["Alarms"]["Rollback"] is True


def test_it_is_watched(each):
    _, graph = each
    thresholds = {
        alarm.path.split("/Web/")[1].split("/")[0]: alarm.properties["Threshold"]
        for alarm in graph.of_type("AWS::CloudWatch::Alarm")
        if "/Web/" in alarm.path and "/TaskCount/" not in alarm.path
    }
    assert thresholds == {"Errors": 5, "NoAnswers": 5, "Latency": 3, "Cpu": 85, "Memory": 90}
    assert only(graph, "AWS::CloudWatch::Dashboard")


def test_production_tells_somebody(graphs):
    (subscription,) = graphs["prod"].of_type("AWS::SNS::Subscription")
    assert subscription.properties["Protocol"] == "email"
    (topic,) = graphs["prod"].of_type("AWS::SNS::Topic")
    for alarm in graphs["prod"].of_type("AWS::CloudWatch::Alarm"):
        if "/TaskCount/" not in alarm.path and "/Alerts/" not in alarm.path:
            assert alarm.properties["AlarmActions"] == [{"Ref": topic.address.logical_id}]
    assert not list(graphs["staging"].of_type("AWS::SNS::Topic"))


def test_it_uses_its_database_and_its_cache(each):
    _, graph = each
    assert_uses(graph, "Web", "Database", "read-write")
    assert_uses(graph, "Web", "Cache", "read-write")
    (container,) = only(graph, "AWS::ECS::TaskDefinition", "/Web/")["ContainerDefinitions"]
    assert {secret["Name"] for secret in container["Secrets"]} == {"PGPASSWORD", "CACHE_PASSWORD"}
    assert not {"PGPASSWORD", "CACHE_PASSWORD"} & {each["Name"] for each in container["Environment"]}


def test_it_starts_after_the_migrations(each):
    _, graph = each
    (run,) = graph.of_type("Custom::Migrations")
    (service,) = graph.of_type("AWS::ECS::Service")
    assert run.address in {edge.target for edge in graph.out_of(service.address)}


def test_others_find_it_in_cloud_map(each):
    name, graph = each
    assert only(graph, "AWS::ServiceDiscovery::PrivateDnsNamespace")
    registered = [r.properties["Name"] for r in graph.of_type("AWS::ServiceDiscovery::Service")]
    # While traffic shifts between two revisions, the load balancer alone decides who gets it.
    assert registered == (["web"] if name == "local" else [])


def test_it_speaks_http_until_it_has_a_certificate(local):
    assert only(local, "AWS::ElasticLoadBalancingV2::Listener")["Port"] == 80
    context = {"certificateArn": CERTIFICATE, "domain": "links.example.com"}
    graph = synthesize(APP, context=context)
    ports = {r.properties["Port"] for r in graph.of_type("AWS::ElasticLoadBalancingV2::Listener")}
    assert ports == {80, 443}
    (url,) = (output.value for output in graph.outputs if output.address.logical_id == "Url")
    assert url == "https://links.example.com"


def test_passwords_are_references(each):
    _, graph = each
    passwords = [
        str(only(graph, "AWS::RDS::DBCluster")["MasterUserPassword"]),
        str(only(graph, "AWS::ElastiCache::ReplicationGroup")["AuthToken"]),
    ]
    assert all("{{resolve:secretsmanager:" in password for password in passwords)
