"""What becomes reachable: security groups, public addresses, public APIs and routes to the internet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from stratiform.assembly.graph import Address, Graph, Resource
from stratiform.assembly.properties import is_true
from stratiform.diff import security_groups
from stratiform.diff.changes import Concern, Topic
from stratiform.diff.sides import Sides
from stratiform.diff.switches import Switch, any_on, compared, is_off

_BLOCK = "PublicAccessBlockConfiguration"
_BALANCERS = ("AWS::ElasticLoadBalancing::LoadBalancer", "AWS::ElasticLoadBalancingV2::LoadBalancer")
_PUBLIC_ACL = ("PublicRead", "PublicReadWrite", "AuthenticatedRead")


def _is_not_internal(found: Any) -> bool:
    return bool(found != "internal")  # the default is internet-facing


def _is_none(found: Any) -> bool:
    return bool(found == "NONE")


def _is_open(found: Any) -> bool:
    return found in (None, "NONE")


_SWITCHES = (
    Switch(
        "NetworkInterfaces.AssociatePublicIpAddress",
        any_on,
        "it gets a public address",
        "it loses its public address",
        ("AWS::EC2::Instance",),
        on_new=True,
    ),
    Switch(
        "BrokerNodeGroupInfo.ConnectivityInfo.PublicAccess.Type",
        lambda found: found == "SERVICE_PROVIDED_EIPS",
        "its brokers get public addresses",
        "its brokers lose their public addresses",
        ("AWS::MSK::Cluster",),
        on_new=True,
    ),
    Switch(
        "Auth.DefaultAuthorizer",
        _is_open,
        "nobody is asked who they are any more",
        "callers must say who they are",
        ("AWS::Serverless::Api", "AWS::Serverless::HttpApi"),
    ),
    Switch(
        "PubliclyAccessible", is_true, "it gets a public address", "it loses its public address", on_new=True
    ),
    Switch(
        "NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp",
        lambda found: found == "ENABLED",
        "its tasks get public addresses",
        "its tasks lose their public addresses",
        ("AWS::ECS::Service",),
        on_new=True,
    ),
    Switch(
        "MapPublicIpOnLaunch",
        is_true,
        "what starts in it gets a public address",
        "what starts in it gets no public address",
        ("AWS::EC2::Subnet",),
    ),
    Switch(
        "Scheme", _is_not_internal, "it faces the internet", "it becomes internal", _BALANCERS, on_new=True
    ),
    *(
        Switch(
            f"{_BLOCK}.{name}",
            is_off,
            f"{name} no longer guards it against public access",
            f"{name} guards it against public access",
            ("AWS::S3::Bucket", "AWS::S3::AccessPoint"),
        )
        for name in ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")
    ),
    Switch(
        "AccessControl",
        lambda found: found in _PUBLIC_ACL,
        "everybody may read it by its access control list",
        "its access control list is no longer public",
        ("AWS::S3::Bucket",),
        on_new=True,
    ),
    Switch(
        "AuthorizationType",
        _is_open,
        "nobody is asked who they are any more",
        "callers must say who they are",
        ("AWS::ApiGateway::Method", "AWS::ApiGatewayV2::Route"),
    ),
    Switch(
        "ApiKeyRequired",
        is_off,
        "no API key is needed any more",
        "an API key is needed",
        ("AWS::ApiGateway::Method",),
    ),
    Switch(
        "AuthType",
        _is_none,
        "everybody may call its URL",
        "callers of its URL must say who they are",
        ("AWS::Lambda::Url",),
        on_new=True,
    ),
    Switch(
        "FunctionUrlConfig.AuthType",
        _is_none,
        "everybody may call its URL",
        "callers of its URL must say who they are",
        ("AWS::Serverless::Function",),
        on_new=True,
    ),
    Switch(
        "AuthenticationType",
        lambda found: found == "API_KEY",
        "whoever has its API key may call it",
        "callers must say who they are",
        ("AWS::AppSync::GraphQLApi",),
    ),
    Switch(
        "AllowUnauthenticatedIdentities",
        is_true,
        "it gives credentials to guests",
        "it gives no credentials to guests",
        ("AWS::Cognito::IdentityPool",),
        on_new=True,
    ),
    Switch(
        "ResourcesVpcConfig.EndpointPublicAccess",
        lambda found: found is None or is_true(found),
        "its API server can be reached from the internet",
        "its API server can no longer be reached from the internet",
        ("AWS::EKS::Cluster",),
    ),
    Switch(
        "DirectInternetAccess",
        lambda found: found != "Disabled",
        "it reaches the internet directly",
        "it no longer reaches the internet directly",
        ("AWS::SageMaker::NotebookInstance",),
    ),
    Switch(
        "VPCOptions",
        lambda found: not found,
        "it leaves its VPC and can be reached from the internet",
        "it moves into a VPC",
        ("AWS::OpenSearchService::Domain", "AWS::Elasticsearch::Domain"),
    ),
    Switch(
        "EndpointConfiguration.Types",
        lambda found: found != ["PRIVATE"],
        "it can be reached from the internet",
        "it can only be reached from its VPC",
        ("AWS::ApiGateway::RestApi",),
    ),
)
_ADDRESSES = {"AWS::EC2::EIP": "InstanceId", "AWS::EC2::EIPAssociation": "AllocationId"}
_GUARDS = ("AWS::WAFv2::WebACLAssociation", "AWS::WAFRegional::WebACLAssociation")


def concerns(both: Sides) -> Iterator[Concern]:
    """Everything that opens or closes the network."""
    yield from security_groups.concerns(both)
    for old, new in both.both():
        yield from compared(Topic.EXPOSURE, _SWITCHES, old, new)
    for new in both.come:
        yield from compared(Topic.EXPOSURE, _SWITCHES, None, new)
        if _ADDRESSES.get(new.type) in new.properties:
            yield Concern(Topic.EXPOSURE, True, new, "an instance gets a public address")
    yield from _routes(both)
    for gone in both.gone:
        if gone.type in _GUARDS:
            yield Concern(Topic.EXPOSURE, True, gone, "the web firewall is taken off what it guarded")


def _routes(both: Sides) -> Iterator[Concern]:
    for new in both.after.of_type("AWS::EC2::Route"):
        old = both.old(new)
        if _to_internet(new, both.after) and not (old and _to_internet(old, both.before)):
            table = _table(new, both.after)
            if old is not None or (table is not None and table.address in both.origin):
                yield Concern(Topic.EXPOSURE, True, new, "its subnets can be reached from the internet")


def _to_internet(route: Resource, graph: Graph) -> bool:
    gateway = _referred(route, "GatewayId", graph)
    anywhere = route.properties.get("DestinationCidrBlock") == "0.0.0.0/0"
    anywhere = anywhere or route.properties.get("DestinationIpv6CidrBlock") == "::/0"
    return anywhere and gateway is not None and gateway.type == "AWS::EC2::InternetGateway"


def _table(route: Resource, graph: Graph) -> Resource | None:
    return _referred(route, "RouteTableId", graph)


def _referred(resource: Resource, name: str, graph: Graph) -> Resource | None:
    match resource.properties.get(name):
        case {"Ref": str(logical_id)} | {"Fn::GetAtt": [str(logical_id), *_]}:
            return graph.resources.get(Address(resource.address.stack, logical_id))
    return None
