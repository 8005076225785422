"""Route 53 health checks, and record sets declared together."""

from __future__ import annotations

from typing import Any

from stratiform.local.emulator.api_resource import api_resource
from stratiform.local.emulator.call import call
from stratiform.local.emulator.client import client
from stratiform.local.emulator.names import physical_name
from stratiform.local.emulator.resource_type import Created, Properties, ResourceType


def _zone(properties: Properties) -> str:
    if properties.get("HostedZoneId"):
        return str(properties["HostedZoneId"])
    name = properties["HostedZoneName"].rstrip(".") + "."
    zones = client("route53").list_hosted_zones()["HostedZones"]
    found = next((zone["Id"].rsplit("/", 1)[-1] for zone in zones if zone["Name"] == name), None)
    if found is None:
        raise ValueError(f"There is no hosted zone {name}")
    return str(found)


def _change(action: str, properties: Properties) -> None:
    changes: list[dict[str, Any]] = []
    for record in properties.get("RecordSets") or []:
        values = [{"Value": value} for value in record.get("ResourceRecords") or []]
        changes.append({"Action": action, "ResourceRecordSet": {**record, "ResourceRecords": values or None}})
    if changes:
        batch = {"HostedZoneId": _zone(properties), "ChangeBatch": {"Changes": changes}}
        call("route53", "change_resource_record_sets", batch)


def _create(logical_id: str, properties: Properties, stack: str) -> Created:
    _change("CREATE", properties)
    return physical_name(stack, logical_id), {}


def _update(physical_id: str, old: Properties, new: Properties, stack: str) -> Created:
    kept = [(record["Name"], record["Type"]) for record in new.get("RecordSets") or []]
    gone = [r for r in old.get("RecordSets") or [] if (r["Name"], r["Type"]) not in kept]
    _change("DELETE", {**old, "RecordSets": gone})
    _change("UPSERT", new)
    return physical_id, {}


def _delete(physical_id: str, properties: Properties) -> None:
    _change("DELETE", properties)


RESOURCES = (
    api_resource(
        "AWS::Route53::HealthCheck",
        "route53",
        create="create_health_check",
        update="update_health_check",
        delete="delete_health_check",
        key="HealthCheckId",
        reference="HealthCheck.Id",
        attributes=lambda physical_id, _: {"HealthCheckId": physical_id},
        prepare=lambda properties: {
            **properties,
            **properties["HealthCheckConfig"],
            "CallerReference": physical_name("health-check", str(sorted(properties["HealthCheckConfig"]))),
        },
        explain="A health check is kept and never made.",
    ),
    ResourceType(
        "AWS::Route53::RecordSetGroup",
        _create,
        _delete,
        _update,
        replaced_by=("HostedZoneId", "HostedZoneName"),
    ),
)
