"""A flow log. It exists in the API; nothing on this machine passes through a VPC, so it stays empty."""

from __future__ import annotations

from stratiform.local.emulator.call import call, discard
from stratiform.local.emulator.ec2_tags import retag, specification
from stratiform.local.emulator.resource_type import Created, Properties, ResourceType


def _create(logical_id: str, properties: Properties, stack: str) -> Created:
    parameters = {
        **properties,
        "ResourceIds": [properties["ResourceId"]],
        **specification("vpc-flow-log", properties),
    }
    created = call("ec2", "create_flow_logs", parameters)["FlowLogIds"][0]
    return created, {"Id": created}


def _update(physical_id: str, old: Properties, new: Properties, stack: str) -> Created:
    retag(physical_id, old, new)
    return physical_id, {"Id": physical_id}


def _delete(physical_id: str, properties: Properties) -> None:
    discard("ec2", "delete_flow_logs", {"FlowLogIds": [physical_id]})


RESOURCES = (
    ResourceType(
        "AWS::EC2::FlowLog",
        _create,
        _delete,
        _update,
        replaced_by=(
            "ResourceId",
            "ResourceType",
            "TrafficType",
            "LogDestination",
            "LogDestinationType",
            "LogFormat",
            "LogGroupName",
            "MaxAggregationInterval",
            "DeliverLogsPermissionArn",
            "DeliverCrossAccountRole",
            "DestinationOptions",
        ),
        explain="A flow log stays empty: local traffic does not pass through a VPC.",
    ),
)
