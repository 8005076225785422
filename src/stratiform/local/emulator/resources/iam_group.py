"""IAM groups, who is in them, and policies that stand beside what they are attached to."""

from __future__ import annotations

from stratiform.local.emulator.api_resource import api_resource, arn
from stratiform.local.emulator.call import call, discard
from stratiform.local.emulator.names import physical_name
from stratiform.local.emulator.resource_type import Created, Properties, ResourceType


def _attributes(name: str, properties: Properties) -> dict[str, str]:
    return {"Arn": arn("iam", f"group{properties.get('Path', '/')}{name}", region=False)}


def _apply(name: str, old: Properties, new: Properties) -> None:
    inline = {policy["PolicyName"]: policy for policy in new.get("Policies") or []}
    for policy in old.get("Policies") or []:
        if policy["PolicyName"] not in inline:
            discard("iam", "delete_group_policy", {"GroupName": name, **policy})
    for policy in inline.values():
        call("iam", "put_group_policy", {"GroupName": name, **policy})
    before, after = set(old.get("ManagedPolicyArns") or []), set(new.get("ManagedPolicyArns") or [])
    for policy_arn in sorted(before - after):
        discard("iam", "detach_group_policy", {"GroupName": name, "PolicyArn": policy_arn})
    for policy_arn in sorted(after - before):
        call("iam", "attach_group_policy", {"GroupName": name, "PolicyArn": policy_arn})


def _create(logical_id: str, properties: Properties, stack: str) -> Created:
    name = properties.get("GroupName") or physical_name(stack, logical_id)
    call("iam", "create_group", {**properties, "GroupName": name})
    _apply(name, {}, properties)
    return name, _attributes(name, properties)


def _update(physical_id: str, old: Properties, new: Properties, stack: str) -> Created:
    _apply(physical_id, old, new)
    return physical_id, _attributes(physical_id, new)


def _delete(physical_id: str, properties: Properties) -> None:
    _apply(physical_id, properties, {})
    discard("iam", "delete_group", {"GroupName": physical_id})


def _members(logical_id: str, properties: Properties, stack: str) -> Created:
    for user in properties["Users"]:
        call("iam", "add_user_to_group", {"GroupName": properties["GroupName"], "UserName": user})
    name = physical_name(stack, logical_id)
    return name, {"Id": name}


def _leave(physical_id: str, properties: Properties) -> None:
    for user in properties["Users"]:
        discard("iam", "remove_user_from_group", {"GroupName": properties["GroupName"], "UserName": user})


RESOURCES = (
    ResourceType("AWS::IAM::Group", _create, _delete, _update, replaced_by=("GroupName",)),
    ResourceType("AWS::IAM::UserToGroupAddition", _members, _leave),
    *(
        api_resource(
            f"AWS::IAM::{noun}Policy",
            "iam",
            create=f"put_{noun.lower()}_policy",
            update=f"put_{noun.lower()}_policy",
            delete=f"delete_{noun.lower()}_policy",
            key="PolicyName",
            replaced_by=("PolicyName", f"{noun}Name"),
        )
        for noun in ("Role", "User", "Group")
    ),
)
