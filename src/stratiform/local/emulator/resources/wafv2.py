"""WAFv2 beside web ACLs: what an ACL protects, and the sets and groups its rules use."""

from __future__ import annotations

from typing import Any

from stratiform.local.emulator.api_resource import arn
from stratiform.local.emulator.call import call, discard
from stratiform.local.emulator.names import physical_name
from stratiform.local.emulator.resource_type import Created, Properties, ResourceType

_EXPLAIN = "WAF rules are kept and not applied to requests."


def _associate(logical_id: str, properties: Properties, stack: str) -> Created:
    call("wafv2", "associate_web_acl", properties)
    return f"{properties['WebACLArn']}|{properties['ResourceArn']}", {}


def _dissociate(physical_id: str, properties: Properties) -> None:
    discard("wafv2", "disassociate_web_acl", properties)


def _part(noun: str, operation: str) -> ResourceType:
    """A resource whose Ref is ``name|id|scope`` and whose changes need the last lock token."""

    def identity(physical_id: str) -> dict[str, str]:
        name, identifier, scope = physical_id.split("|")
        return {"Name": name, "Id": identifier, "Scope": scope}

    def attributes(physical_id: str) -> dict[str, Any]:
        name, identifier, scope = physical_id.split("|")
        place = "global" if scope == "CLOUDFRONT" else "regional"
        return {"Id": identifier, "Arn": arn("wafv2", f"{place}/{noun.lower()}/{name}/{identifier}")}

    def token(physical_id: str) -> str:
        found: str = call("wafv2", f"get_{operation}", identity(physical_id))["LockToken"]
        return found

    def create(logical_id: str, properties: Properties, stack: str) -> Created:
        name = properties.get("Name") or physical_name(stack, logical_id)
        summary = call("wafv2", f"create_{operation}", {**properties, "Name": name})["Summary"]
        physical_id = f"{name}|{summary['Id']}|{properties['Scope']}"
        return physical_id, {"Id": summary["Id"], "Arn": summary["ARN"]}

    def update(physical_id: str, old: Properties, new: Properties, stack: str) -> Created:
        changed = {**new, **identity(physical_id), "LockToken": token(physical_id)}
        call("wafv2", f"update_{operation}", changed)
        return physical_id, attributes(physical_id)

    def delete(physical_id: str, properties: Properties) -> None:
        discard("wafv2", f"delete_{operation}", {**identity(physical_id), "LockToken": token(physical_id)})

    return ResourceType(
        f"AWS::WAFv2::{noun}", create, delete, update, explain=_EXPLAIN, replaced_by=("Name", "Scope")
    )


RESOURCES = (
    ResourceType("AWS::WAFv2::WebACLAssociation", _associate, _dissociate, explain=_EXPLAIN),
    _part("IPSet", "ip_set"),
    _part("RegexPatternSet", "regex_pattern_set"),
    _part("RuleGroup", "rule_group"),
)
