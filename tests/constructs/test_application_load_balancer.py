"""An application load balancer: who reaches it, what it speaks, and where it sends requests."""

import pytest

from containers import IMAGE, on_cluster
from stratiform.tiers import DEV, PROD, STAGING
from systems import part

pytestmark = pytest.mark.synth

CERTIFICATE = "arn:aws:acm:us-east-1:000000000000:certificate/1"


def balanced(tier=DEV, **options):
    from stratiform.constructs import Container, LoadBalancer, Service

    def build(main, cluster):
        import aws_cdk as cdk

        container = Container(image=IMAGE, port=8080)
        service = Service(
            main, "Web", cluster=cluster, container=container, load_balancer=LoadBalancer(**options)
        )
        cdk.CfnOutput(main, "Url", value=service.url)

    return on_cluster(build, tier)


def attributes(resource, name="LoadBalancerAttributes"):
    return {each["Key"]: each["Value"] for each in resource.properties[name]}


def url(graph):
    (output,) = graph.outputs
    return output.value


@pytest.fixture(scope="module")
def public():
    return balanced()


@pytest.fixture(scope="module")
def encrypted():
    return balanced(certificate=CERTIFICATE, domain="links.example.com")


def listeners(graph):
    return {
        listener.properties["Port"]: listener.properties
        for listener in graph.of_type("AWS::ElasticLoadBalancingV2::Listener")
    }


def subnets_of(graph, kind):
    found = graph.of_type("AWS::EC2::Subnet")
    return {subnet.address.logical_id for subnet in found if f"{kind}Subnet" in subnet.path}


def test_a_public_one_is_reached_from_the_internet(public):
    balancer = part(public, "Web/LoadBalancer/Resource")
    assert balancer.properties["Scheme"] == "internet-facing"
    assert {subnet["Ref"] for subnet in balancer.properties["Subnets"]} == subnets_of(public, "public")
    (rule,) = part(public, "Web/LoadBalancer/Resource/SecurityGroup").properties["SecurityGroupIngress"]
    assert (rule["CidrIp"], rule["FromPort"]) == ("0.0.0.0/0", 80)


def test_an_internal_one_is_reached_by_nobody_until_somebody_uses_it():
    graph = balanced(scheme="internal")
    balancer = part(graph, "Web/LoadBalancer/Resource")
    assert balancer.properties["Scheme"] == "internal"
    assert {subnet["Ref"] for subnet in balancer.properties["Subnets"]} == subnets_of(graph, "private")
    group = part(graph, "Web/LoadBalancer/Resource/SecurityGroup").properties
    assert "SecurityGroupIngress" not in group


def test_only_it_reaches_the_tasks(public):
    (ingress,) = public.of_type("AWS::EC2::SecurityGroupIngress")
    group = part(public, "Web/LoadBalancer/Resource/SecurityGroup").address.logical_id
    assert ingress.properties["SourceSecurityGroupId"] == {"Fn::GetAtt": [group, "GroupId"]}
    assert ingress.properties["FromPort"] == 8080


def test_broken_headers_are_dropped(public):
    found = attributes(part(public, "Web/LoadBalancer/Resource"))
    assert found["routing.http.drop_invalid_header_fields.enabled"] == "true"


def test_health_and_deregistration_are_as_asked():
    graph = balanced(health="/well", deregistration=5)
    group = part(graph, "Web/LoadBalancer/Targets")
    assert group.properties["HealthCheckPath"] == "/well"
    assert (group.properties["HealthyThresholdCount"], group.properties["UnhealthyThresholdCount"]) == (2, 3)
    assert attributes(group, "TargetGroupAttributes")["deregistration_delay.timeout_seconds"] == "5"


def test_without_a_certificate_it_speaks_http(public):
    (listener,) = listeners(public).values()
    assert (listener["Port"], listener["Protocol"]) == (80, "HTTP")
    balancer = part(public, "Web/LoadBalancer/Resource").address.logical_id
    assert url(public) == {"Fn::Join": ["", ["http://", {"Fn::GetAtt": [balancer, "DNSName"]}]]}


def test_with_a_certificate_it_speaks_https_and_redirects_http(encrypted):
    found = listeners(encrypted)
    assert (found[443]["Protocol"], found[443]["Certificates"]) == (
        "HTTPS",
        [{"CertificateArn": CERTIFICATE}],
    )
    assert "TLS13" in found[443]["SslPolicy"]
    (action,) = found[80]["DefaultActions"]
    assert action["RedirectConfig"] == {"Port": "443", "Protocol": "HTTPS", "StatusCode": "HTTP_301"}
    assert url(encrypted) == "https://links.example.com"


def test_a_rolling_service_has_one_target_group(public):
    assert len(list(public.of_type("AWS::ElasticLoadBalancingV2::TargetGroup"))) == 1
    assert not list(public.of_type("AWS::ElasticLoadBalancingV2::ListenerRule"))


@pytest.mark.parametrize("tier", [STAGING, PROD], ids=lambda tier: tier.name)
def test_where_traffic_shifts_ecs_weighs_two_target_groups(tier):
    graph = balanced(tier)
    blue, green = (
        {"Ref": part(graph, f"Web/LoadBalancer/{id}").address.logical_id}
        for id in ("Targets", "AlternateTargets")
    )
    (rule,) = graph.of_type("AWS::ElasticLoadBalancingV2::ListenerRule")
    (action,) = rule.properties["Actions"]
    assert action["ForwardConfig"]["TargetGroups"] == [
        {"TargetGroupArn": blue, "Weight": 100},
        {"TargetGroupArn": green, "Weight": 0},
    ]
    (target,) = part(graph, "Web/Resource/Service").properties["LoadBalancers"]
    assert target["TargetGroupArn"] == blue
    advanced = target["AdvancedConfiguration"]
    assert advanced["AlternateTargetGroupArn"] == green
    assert advanced["ProductionListenerRule"] == {"Ref": rule.address.logical_id}


@pytest.mark.parametrize("tier", [DEV, PROD], ids=lambda tier: tier.name)
def test_the_tier_protects_it(tier):
    found = attributes(part(balanced(tier), "Web/LoadBalancer/Resource"))
    expected = str(tier.load_balancer.deletion_protection).lower()
    assert found["deletion_protection.enabled"] == expected
