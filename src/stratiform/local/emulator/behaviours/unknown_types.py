"""A resource type that nothing implements is accepted, does nothing, and never stops a stack."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from typing import Any

from stratiform.local.emulator import private
from stratiform.local.emulator.names import new_id, physical_name
from stratiform.local.emulator.resource_type import Created, Properties

EXPLAIN = (
    "A resource type that the local cloud does not have is accepted and does nothing; "
    "its Ref is its name and its attributes are made up."
)

_WELL_FORMED = re.compile(r"(AWS|Alexa|[A-Za-z0-9]{2,64})::[A-Za-z0-9]{2,64}::[A-Za-z0-9]{2,64}(::MODULE)?")
_PLURAL = ("Addresses", "Arns", "Endpoints", "Entries", "Ids", "Servers")
_ID_PREFIXES = {
    "AWS::EC2::ClientVpnEndpoint": "cvpn-endpoint",
    "AWS::EC2::IPAM": "ipam",
    "AWS::EC2::InstanceConnectEndpoint": "eice",
    "AWS::EC2::TransitGateway": "tgw",
    "AWS::EC2::TransitGatewayAttachment": "tgw-attach",
    "AWS::EC2::TransitGatewayRouteTable": "tgw-rtb",
    "AWS::EC2::TransitGatewayVpcAttachment": "tgw-attach",
    "AWS::EC2::VPCEndpointService": "vpce-svc",
}
# Ref of these gives the ARN, which templates take apart.
_REFERENCE_IS_ARN = (
    "AWS::ACMPCA::CertificateAuthority",
    "AWS::AccessAnalyzer::Analyzer",
    "AWS::AppRunner::",
    "AWS::CodeConnections::",
    "AWS::CodeStarConnections::",
    "AWS::CodeStarNotifications::",
    "AWS::Connect::",
    "AWS::DMS::",
    "AWS::DataSync::",
    "AWS::ElasticLoadBalancingV2::TrustStore",
    "AWS::GlobalAccelerator::",
    "AWS::IVS::",
    "AWS::ImageBuilder::",
    "AWS::MSK::",
    "AWS::NetworkFirewall::",
    "AWS::Personalize::",
    "AWS::SageMaker::",
    "AWS::SecurityHub::Hub",
)
_NAMES = ("Name", "Id", "Identifier")


class Handlers(dict[str, dict[str, Any]]):
    """MiniStack's handlers, with an inert one for every other well-formed type.

    Only the implemented types are iterated over and counted.
    """

    def __contains__(self, type_: object) -> bool:
        return super().__contains__(type_) or _is_well_formed(type_)

    def __missing__(self, type_: str) -> dict[str, Any]:
        if not _is_well_formed(type_):
            raise KeyError(type_)
        return {
            "create": lambda logical_id, properties, stack: _create(type_, logical_id, properties, stack),
            "update": _update,
            "delete": _delete,
        }

    def get(self, type_: str, default: Any = None) -> Any:
        """The handler of ``type_``, inert where MiniStack and Stratiform have none."""
        try:
            return self[type_]
        except KeyError:
            return default


def is_inert(type_: str) -> bool:
    """Whether ``type_`` is accepted without any meaning."""
    handlers = private.get("services.cloudformation.provisioners", "_RESOURCE_HANDLERS")
    return not dict.__contains__(handlers, type_) and _is_well_formed(type_)


def _is_well_formed(type_: object) -> bool:
    return (
        isinstance(type_, str)
        and not type_.startswith("Custom::")
        and _WELL_FORMED.fullmatch(type_) is not None
    )


def _create(type_: str, logical_id: str, properties: Properties, stack: str) -> Created:
    noun = type_.split("::")[2]
    named = [properties.get(key) for key in (*_NAMES, *(noun + name for name in _NAMES))]
    name = next((value for value in named if isinstance(value, str) and value), None)
    if type_ in _ID_PREFIXES:
        return new_id(_ID_PREFIXES[type_]), {}
    name = name or physical_name(stack, logical_id)
    return (attribute(type_, name, "Arn") if type_.startswith(_REFERENCE_IS_ARN) else name), {}


def _update(physical_id: str, old: Properties, new: Properties, stack: str) -> Created:
    return physical_id, {}


def _delete(physical_id: str, properties: Properties) -> None:
    """Nothing was made."""


def attribute(type_: str, physical_id: str, name: str) -> Any:
    """A made-up value for ``Fn::GetAtt`` that has the form of the real one."""
    account = private.get("core.responses", "get_account_id")()
    region = private.get("core.responses", "get_region")()
    service, noun = (part.lower() for part in type_.split("::")[1:3])
    last = name.rsplit(".", 1)[-1]
    if last.endswith(_PLURAL):
        return [attribute(type_, physical_id, name.removesuffix("s"))] * 3
    if last.lower().endswith("arn"):
        if physical_id.startswith("arn:"):
            return physical_id
        return f"arn:aws:{service}:{region}:{account}:{noun}/{physical_id}"
    if physical_id.startswith("arn:"):
        physical_id = physical_id.rsplit("/", 1)[-1]
    if last.endswith("Port"):
        return "443"
    if last.endswith(("Url", "URL", "Uri", "URI")):
        return f"https://{physical_id}.{service}.{region}.amazonaws.com".lower()
    if last.endswith(("Endpoint", "Address", "Domain", "DomainName", "DNSName", "DnsName")):
        return f"{physical_id}.{service}.{region}.amazonaws.com".lower()
    return physical_id


def _wanted(value: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The ``(logical id, attribute)`` pairs that this one intrinsic reads."""
    pair = value.get("Fn::GetAtt")
    if isinstance(pair, str):
        pair = pair.split(".", 1)
    if isinstance(pair, list) and len(pair) == 2 and all(isinstance(part, str) for part in pair):
        yield pair[0], pair[1]
    text = value.get("Fn::Sub")
    if isinstance(text, list):
        text = text[0]
    if isinstance(text, str):
        for variable in re.findall(r"\$\{([^!{}]+\.[^{}]+)\}", text):
            logical_id, _, name = variable.partition(".")
            yield logical_id, name


def _with_attributes(original: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(original)
    def resolve(value: Any, resources: dict[str, Any], *rest: Any) -> Any:
        if isinstance(value, dict):
            for logical_id, name in _wanted(value):
                record = resources.get(logical_id) or {}
                type_ = record.get("ResourceType", "")
                if "PhysicalResourceId" in record and is_inert(type_):
                    made_up = attribute(type_, record["PhysicalResourceId"], name)
                    record.setdefault("Attributes", {}).setdefault(name, made_up)
        return original(value, resources, *rest)

    return resolve


def install() -> None:
    """Let every well-formed type through, and answer its attributes."""
    private.wrap("services.cloudformation.provisioners", "_RESOURCE_HANDLERS", Handlers)
    private.wrap("services.cloudformation.engine", "_resolve_refs", _with_attributes)
