"""Attributes that MiniStack's types lack and real templates read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from stratiform.local.emulator import private
from stratiform.local.emulator.registry import extend
from stratiform.local.emulator.resource_type import Created, Properties

EXPLAIN = None

Attributes = dict[str, Any]


def _here() -> tuple[str, str]:
    get = private.get
    return get("core.responses", "get_region")(), get("core.responses", "get_account_id")()


def _graphql(physical_id: str, attributes: Attributes, properties: Properties) -> Attributes:
    region, account = _here()
    api = attributes["ApiId"]
    hosts = {kind: f"{api}.appsync-{kind}.{region}.amazonaws.com" for kind in ("api", "realtime-api")}
    return {
        "GraphQLDns": hosts["api"],
        "GraphQLEndpointArn": f"arn:aws:appsync:{region}:{account}:endpoints/graphql-api/{api}",
        "RealtimeDns": hosts["realtime-api"],
        "RealtimeUrl": f"wss://{hosts['realtime-api']}/graphql",
    }


def _subnet(physical_id: str, attributes: Attributes, properties: Properties) -> Attributes:
    acls = private.get("services.ec2", "_network_acls").values()
    of_subnet = [
        association["NetworkAclAssociationId"]
        for acl in acls
        for association in acl["Associations"]
        if association.get("SubnetId") == physical_id
    ]
    unassociated = f"aclassoc-{physical_id.removeprefix('subnet-')}"
    return {"NetworkAclAssociationId": (of_subnet or [unassociated])[0], "Ipv6CidrBlocks": []}


def _bucket(physical_id: str, attributes: Attributes, properties: Properties) -> Attributes:
    region, _ = _here()
    return {"DualStackDomainName": f"{physical_id}.s3.dualstack.{region}.amazonaws.com"}


def _user_pool(physical_id: str, attributes: Attributes, properties: Properties) -> Attributes:
    region, _ = _here()
    return {"ProviderURL": f"https://cognito-idp.{region}.amazonaws.com/{physical_id}"}


def _email_identity(physical_id: str, attributes: Attributes, properties: Properties) -> Attributes:
    domain = properties.get("EmailIdentity", physical_id)
    names = {f"DkimDNSTokenName{n}": f"token{n}._domainkey.{domain}" for n in (1, 2, 3)}
    return names | {f"DkimDNSTokenValue{n}": f"token{n}.dkim.amazonses.com" for n in (1, 2, 3)}


def _schedule_group(physical_id: str, attributes: Attributes, properties: Properties) -> Attributes:
    created = private.get("core.responses", "now_iso")()
    return {"State": "ACTIVE", "CreationDate": created, "LastModificationDate": created}


def _web_acl(physical_id: str, attributes: Attributes, properties: Properties) -> Attributes:
    _, account = _here()
    name = physical_id.split("|")[0]
    return {
        "Capacity": len(properties.get("Rules") or []),
        "LabelNamespace": f"awswaf:{account}:webacl:{name}:",
    }


def _id(physical_id: str, attributes: Attributes, properties: Properties) -> Attributes:
    return {"Id": physical_id}


MORE: dict[str, Callable[[str, Attributes, Properties], Attributes]] = {
    "AWS::AppSync::GraphQLApi": _graphql,
    "AWS::Cognito::UserPool": _user_pool,
    "AWS::EC2::SecurityGroup": _id,
    "AWS::EC2::Subnet": _subnet,
    "AWS::EC2::SubnetRouteTableAssociation": _id,
    "AWS::S3::Bucket": _bucket,
    "AWS::SES::EmailIdentity": _email_identity,
    "AWS::Scheduler::ScheduleGroup": _schedule_group,
    "AWS::SecretsManager::SecretTargetAttachment": _id,
    "AWS::WAFv2::WebACL": _web_acl,
}


def _creating(type_: str) -> Callable[[Callable[..., Created]], Callable[..., Created]]:
    def wrapper(original: Callable[..., Created]) -> Callable[..., Created]:
        def create(logical_id: str, properties: Properties, stack: str) -> Created:
            physical_id, attributes = original(logical_id, properties, stack)
            return physical_id, {**MORE[type_](physical_id, attributes, properties), **attributes}

        return create

    return wrapper


def _updating(type_: str) -> Callable[[Callable[..., Created]], Callable[..., Created]]:
    def wrapper(original: Callable[..., Created]) -> Callable[..., Created]:
        def update(before: str, old: Properties, new: Properties, *rest: Any) -> Created:
            physical_id, attributes = original(before, old, new, *rest)
            return physical_id, {**MORE[type_](physical_id, attributes, new), **attributes}

        return update

    return wrapper


def install() -> None:
    """Complete what create and update return."""
    handlers = private.get("services.cloudformation.provisioners", "_RESOURCE_HANDLERS")
    for type_ in MORE:
        extend(type_, "create", _creating(type_))
        if "update" in handlers[type_]:
            extend(type_, "update", _updating(type_))
