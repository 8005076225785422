"""A network load balancer: TCP as it is, TLS with a certificate, and the same deployments."""

import pytest

from containers import IMAGE, on_cluster
from stratiform.tiers import DEV, PROD
from systems import part

pytestmark = pytest.mark.synth


def balanced(tier=DEV, **options):
    from stratiform.constructs import Container, LoadBalancer, Service

    def build(main, cluster):
        import aws_cdk as cdk

        container = Container(image=IMAGE, port=9000)
        balancer = LoadBalancer(kind="network", **options)
        service = Service(main, "Web", cluster=cluster, container=container, load_balancer=balancer)
        cdk.CfnOutput(main, "Url", value=service.url)

    return on_cluster(build, tier)


@pytest.fixture(scope="module")
def plain():
    return balanced()


def listener(graph):
    (found,) = graph.of_type("AWS::ElasticLoadBalancingV2::Listener")
    return found.properties


def test_it_passes_tcp_on_to_the_tasks_at_their_port(plain):
    assert (listener(plain)["Port"], listener(plain)["Protocol"]) == (9000, "TCP")
    group = part(plain, "Web/LoadBalancer/Targets").properties
    assert (group["Port"], group["Protocol"], group["TargetType"]) == (9000, "TCP", "ip")
    assert (group["HealthCheckProtocol"], group["HealthCheckPath"]) == ("HTTP", "/health")
    (output,) = plain.outputs
    assert str(output.value).endswith("':9000']]}")


def test_without_a_path_it_only_connects():
    group = part(balanced(health=None), "Web/LoadBalancer/Targets").properties
    assert group["HealthCheckProtocol"] == "TCP"
    assert "HealthCheckPath" not in group


def test_with_a_certificate_it_ends_tls():
    arn = "arn:aws:acm:us-east-1:000000000000:certificate/1"
    found = listener(balanced(certificate=arn))
    assert (found["Port"], found["Protocol"]) == (443, "TLS")
    assert found["Certificates"] == [{"CertificateArn": arn}]


def test_it_has_a_security_group_of_its_own(plain):
    (rule,) = part(plain, "Web/LoadBalancer/SecurityGroup").properties["SecurityGroupIngress"]
    assert (rule["CidrIp"], rule["FromPort"]) == ("0.0.0.0/0", 9000)
    closed = part(balanced(scheme="internal"), "Web/LoadBalancer/SecurityGroup").properties
    assert "SecurityGroupIngress" not in closed
    (ingress,) = plain.of_type("AWS::EC2::SecurityGroupIngress")
    group = part(plain, "Web/LoadBalancer/SecurityGroup").address.logical_id
    assert ingress.properties["SourceSecurityGroupId"] == {"Fn::GetAtt": [group, "GroupId"]}


def test_where_traffic_shifts_ecs_moves_the_listener():
    graph = balanced(PROD)
    (target,) = part(graph, "Web/Resource/Service").properties["LoadBalancers"]
    advanced = target["AdvancedConfiguration"]
    (found,) = graph.of_type("AWS::ElasticLoadBalancingV2::Listener")
    assert advanced["ProductionListenerRule"] == {"Ref": found.address.logical_id}
    assert len(list(graph.of_type("AWS::ElasticLoadBalancingV2::TargetGroup"))) == 2
