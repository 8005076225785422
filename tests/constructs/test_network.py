"""The shapes of a network, by tier and by what is asked for."""

import ipaddress
import json
from collections import Counter
from dataclasses import replace

import pytest

from stratiform.errors import NoNetwork, WrongUse
from stratiform.settings import load
from stratiform.testing import synthesize
from stratiform.tiers import DEV, PROD, STAGING
from systems import part, source, stack, system

pytestmark = pytest.mark.synth


def network(tier=DEV, **options):
    from stratiform.constructs import Network

    return system(lambda main: Network(main, "Network", **options), tier)


def kinds(graph):
    """How many subnets there are of each kind."""
    found = Counter()
    for subnet in graph.of_type("AWS::EC2::Subnet"):
        tags = {tag["Key"]: tag["Value"] for tag in subnet.properties["Tags"]}
        found[tags["aws-cdk:subnet-name"]] += 1
    return dict(found)


def routes_out(graph):
    """By subnet kind, what the default route leads to."""
    found = {}
    for route in graph.of_type("AWS::EC2::Route"):
        kind = route.path.split("/")[-2].partition("Subnet")[0]
        found[kind] = "nat" if "NatGatewayId" in route.properties else "internet"
    return found


def many(graph, type_):
    return len(list(graph.of_type(type_)))


def blocks(graph):
    return {
        subnet.path: ipaddress.ip_network(subnet.properties["CidrBlock"])
        for subnet in graph.of_type("AWS::EC2::Subnet")
    }


def test_public_private_and_isolated_subnets_in_each_zone():
    graph = network()
    assert kinds(graph) == {"public": 2, "private": 2, "isolated": 2}
    assert routes_out(graph) == {"public": "internet", "private": "nat"}


def test_the_tier_decides_zones_nat_gateways_and_flow_logs(tmp_path):
    (tmp_path / "stratiform.toml").write_text(
        '[environments.prod]\naccount = "123456789012"\nregion = "eu-west-1"\ntier = "prod"\n'
        "[environments.prod.overrides]\nnetwork.nat_gateways = 2"
    )
    import aws_cdk as cdk

    from stratiform.constructs import Environment, Network

    graph = synthesize(
        lambda app: Network(cdk.Stack(Environment(app, settings=load(tmp_path)), "Main"), "Network"),
        environment="prod",
    )
    assert kinds(graph) == {"public": 3, "private": 3, "isolated": 3}
    assert many(graph, "AWS::EC2::NatGateway") == 2
    assert many(graph, "AWS::EC2::FlowLog") == 1
    (records,) = graph.of_type("AWS::Logs::LogGroup")
    assert records.properties["RetentionInDays"] == PROD.network.flow_log_days
    assert many(network(), "AWS::EC2::FlowLog") == 0


def test_there_are_never_more_nat_gateways_than_zones():
    assert many(network(PROD), "AWS::EC2::NatGateway") == 2


def test_without_a_nat_gateway_private_subnets_have_no_way_out():
    graph = network(nat_gateways=0)
    assert kinds(graph) == {"public": 2, "private": 2, "isolated": 2}
    assert routes_out(graph) == {"public": "internet"}
    assert many(graph, "AWS::EC2::NatGateway") == 0


def test_public_subnets_alone():
    graph = network(subnets=("public",))
    assert kinds(graph) == {"public": 2}
    assert many(graph, "AWS::EC2::NatGateway") == 0


def test_isolated_subnets_alone_have_no_internet_gateway():
    graph = network(subnets=("isolated",))
    assert kinds(graph) == {"isolated": 2}
    assert many(graph, "AWS::EC2::InternetGateway") == 0


def test_nothing_in_a_public_subnet_gets_a_public_address_by_itself():
    public = [s for s in network().of_type("AWS::EC2::Subnet") if "public" in s.path]
    assert [subnet.properties["MapPublicIpOnLaunch"] for subnet in public] == [False, False]


def test_a_zone_or_a_kind_added_later_moves_no_subnet():
    two, one_kind = blocks(network()), blocks(network(subnets=("public",)))
    three_zones = replace(DEV, network=replace(DEV.network, zones=1))
    assert all(two[path] == block for path, block in blocks(network(three_zones)).items())
    assert all(two[path] == block for path, block in one_kind.items())


@pytest.mark.parametrize("cidr", ["10.0.0.0/16", "10.1.0.0/18", "10.2.0.0/20"])
def test_subnets_are_apart_and_inside_the_address_space(cidr):
    found = list(blocks(network(cidr=cidr)).values())
    assert all(block.subnet_of(ipaddress.ip_network(cidr)) for block in found)
    assert not any(a.overlaps(b) for at, a in enumerate(found) for b in found[:at])


def test_s3_and_dynamodb_have_gateway_endpoints_in_every_route_table():
    graph = network()
    endpoints = list(graph.of_type("AWS::EC2::VPCEndpoint"))
    assert {endpoint.properties["VpcEndpointType"] for endpoint in endpoints} == {"Gateway"}
    tables = many(graph, "AWS::EC2::RouteTable")
    assert [len(endpoint.properties["RouteTableIds"]) for endpoint in endpoints] == [tables, tables]


def test_an_interface_endpoint_is_reached_by_the_workloads_that_use_it_alone(tmp_path):
    from stratiform.constructs import Function, Network

    def build(main):
        made = Network(main, "Network", subnets=("isolated",), endpoints=("secretsmanager",))
        worker = Function(main, "Worker", source=source(tmp_path), network=made)
        made.open_path(worker, worker.connections, "secretsmanager")

    graph = system(build)
    (endpoint,) = (e for e in graph.of_type("AWS::EC2::VPCEndpoint") if "secretsmanager" in e.path)
    assert endpoint.properties["VpcEndpointType"] == "Interface"
    (rule,) = graph.of_type("AWS::EC2::SecurityGroupIngress")
    worker = part(graph, "Worker/SecurityGroup").address.logical_id
    assert rule.properties["SourceSecurityGroupId"] == {"Fn::GetAtt": [worker, "GroupId"]}
    inline = part(graph, "Network/secretsmanager/SecurityGroup").properties
    assert "SecurityGroupIngress" not in inline


def test_flow_logs_go_to_a_bucket_when_one_is_given():
    from aws_cdk import aws_s3 as s3

    from stratiform.constructs import Network

    graph = system(
        lambda main: Network(main, "Network", flow_logs_to=s3.Bucket(main, "Records")), tier=STAGING
    )
    (flow_log,) = graph.of_type("AWS::EC2::FlowLog")
    assert flow_log.properties["LogDestinationType"] == "s3"
    assert many(graph, "AWS::Logs::LogGroup") == 0


def test_the_tier_decides_whether_the_default_security_group_is_emptied():
    assert many(network(STAGING), "Custom::VpcRestrictDefaultSG") == 1
    assert many(network(DEV), "Custom::VpcRestrictDefaultSG") == 0


def test_a_kind_of_subnet_that_is_not_there_is_refused():
    from stratiform.constructs import Network

    made = Network(stack(), "Network", subnets=("public",))
    with pytest.raises(NoNetwork, match="no isolated subnets, only public"):
        made.subnets("isolated")
    assert made.subnets().subnet_group_name == "public"
    assert Network(stack(), "Network").subnets().subnet_group_name == "private"


def subnets_of(graph):
    return part(graph, "Worker").properties["VpcConfig"]["SubnetIds"]


def test_a_network_that_exists_is_given_by_ids_and_nothing_is_looked_up(tmp_path):
    from stratiform.constructs import Function, Network, Table

    def build(main):
        found = Network.lookup(
            main,
            "Network",
            vpc_id="vpc-1",
            public=["subnet-1", "subnet-2"],
            private=["subnet-3", "subnet-4"],
        )
        Function(main, "Worker", source=source(tmp_path), network=found).uses(Table(main, "Orders", key="id"))

    graph = system(build)
    assert many(graph, "AWS::EC2::VPC") == 0
    assert subnets_of(graph) == ["subnet-3", "subnet-4"]
    assert part(graph, "Worker/SecurityGroup").properties["VpcId"] == "vpc-1"


@pytest.mark.parametrize(
    ("subnets", "said"),
    [({}, "has no subnets"), ({"public": ["a", "b"], "private": ["c"]}, "1 private subnets in 2 zones")],
)
def test_ids_that_fit_no_zones_are_refused(subnets, said):
    from stratiform.constructs import Network

    with pytest.raises(WrongUse, match=said):
        Network.lookup(stack(), "Network", vpc_id="vpc-1", **subnets)


def test_a_published_network_is_shared_with_another_stack_through_parameters(tmp_path):
    import aws_cdk as cdk

    from stratiform.constructs import Function, Network

    def build(main):
        Network(main, "Network", subnets=("public", "isolated")).publish("core")
        other = cdk.Stack(main.node.scope, "Other")
        found = Network.shared(other, "Network", name="core", subnets=("isolated",))
        Function(other, "Worker", source=source(tmp_path), network=found)

    graph = system(build)
    written = {p.properties["Name"] for p in graph.of_type("AWS::SSM::Parameter")}
    assert written == {f"/shop/local/networks/core/{key}" for key in ("vpc", "public", "isolated")}
    (other,) = (found for found in graph.stacks.values() if found.name.endswith("Other"))
    parameters = json.loads(other.template.read_text())["Parameters"].values()
    read = {p["Default"] for p in parameters if p["Type"] == "AWS::SSM::Parameter::Value<String>"}
    assert {path for path in read if path.startswith("/shop")} == {
        "/shop/local/networks/core/vpc",
        "/shop/local/networks/core/isolated",
    }
    assert read - written <= {"/cdk-bootstrap/hnb659fds/version"}
    assert [graph.stacks[id].name for id in other.depends_on] == ["shop-local-Main"]
