"""An EC2 instance. It is a record: no machine runs."""

from __future__ import annotations

from typing import Any

from botocore.exceptions import ClientError

from stratiform.local.emulator.call import call, discard
from stratiform.local.emulator.client import client
from stratiform.local.emulator.ec2_tags import retag, specification
from stratiform.local.emulator.resource_type import Created, Properties, ResourceType

_ATTRIBUTES = {
    "InstanceId": "InstanceId",
    "PrivateIp": "PrivateIpAddress",
    "PrivateDnsName": "PrivateDnsName",
    "PublicIp": "PublicIpAddress",
    "PublicDnsName": "PublicDnsName",
    "VpcId": "VpcId",
}


def _parameters(properties: Properties) -> dict[str, Any]:
    parameters = {**properties, "MinCount": 1, "MaxCount": 1, **specification("instance", properties)}
    if properties.get("IamInstanceProfile"):
        parameters["IamInstanceProfile"] = {"Name": properties["IamInstanceProfile"]}
    if "Monitoring" in properties:
        parameters["Monitoring"] = {"Enabled": properties["Monitoring"]}
    placement = {name: properties[name] for name in ("AvailabilityZone", "Tenancy") if properties.get(name)}
    if placement:
        parameters["Placement"] = placement
    # A network interface carries the subnet and the groups that the API takes beside it.
    for interface in (properties.get("NetworkInterfaces") or [])[:1]:
        parameters["SubnetId"] = interface.get("SubnetId")
        parameters["SecurityGroupIds"] = interface.get("GroupSet")
    parameters.pop("NetworkInterfaces", None)
    return parameters


def _attributes(instance: dict[str, Any]) -> dict[str, Any]:
    found = {name: instance.get(key, "") for name, key in _ATTRIBUTES.items()}
    return {**found, "AvailabilityZone": (instance.get("Placement") or {}).get("AvailabilityZone", "")}


def _create(logical_id: str, properties: Properties, stack: str) -> Created:
    instance = call("ec2", "run_instances", _parameters(properties))["Instances"][0]
    return instance["InstanceId"], _attributes(instance)


def _update(physical_id: str, old: Properties, new: Properties, stack: str) -> Created:
    retag(physical_id, old, new)
    found = client("ec2").describe_instances(InstanceIds=[physical_id])
    return physical_id, _attributes(found["Reservations"][0]["Instances"][0])


def _delete(physical_id: str, properties: Properties) -> None:
    discard("ec2", "terminate_instances", {"InstanceIds": [physical_id]})


def _attach(logical_id: str, properties: Properties, stack: str) -> Created:
    call("ec2", "attach_volume", properties)
    return f"{properties['VolumeId']}|{properties['InstanceId']}", {}


def _detach(physical_id: str, properties: Properties) -> None:
    try:
        call("ec2", "detach_volume", properties)
    except ClientError as error:
        # The volume or the instance went first.
        if error.response["Error"]["Code"] not in ("IncorrectState", "InvalidVolume.NotFound"):
            raise


RESOURCES = (
    ResourceType(
        "AWS::EC2::Instance",
        _create,
        _delete,
        _update,
        explain="An EC2 instance is a record: no machine runs.",
        replaced_by=(
            "AvailabilityZone",
            "ImageId",
            "InstanceType",
            "KeyName",
            "LaunchTemplate",
            "NetworkInterfaces",
            "PrivateIpAddress",
            "SecurityGroupIds",
            "SecurityGroups",
            "SubnetId",
            "UserData",
        ),
    ),
    ResourceType("AWS::EC2::VolumeAttachment", _attach, _detach),
)
