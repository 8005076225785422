"""DHCP options and the VPC that uses them."""

from __future__ import annotations

from stratiform.local.emulator.api_resource import api_resource
from stratiform.local.emulator.call import call
from stratiform.local.emulator.ec2_tags import specification
from stratiform.local.emulator.resource_type import Created, Properties, ResourceType

_OPTIONS = {
    "DomainName": "domain-name",
    "DomainNameServers": "domain-name-servers",
    "NtpServers": "ntp-servers",
    "NetbiosNameServers": "netbios-name-servers",
    "NetbiosNodeType": "netbios-node-type",
}


def _configurations(properties: Properties) -> Properties:
    found = [
        {"Key": key, "Values": value if isinstance(value, list) else [str(value)]}
        for name, key in _OPTIONS.items()
        if (value := properties.get(name)) is not None
    ]
    return {"DhcpConfigurations": found, **specification("dhcp-options", properties)}


def _associate(logical_id: str, properties: Properties, stack: str) -> Created:
    call("ec2", "associate_dhcp_options", properties)
    return f"{properties['DhcpOptionsId']}|{properties['VpcId']}", {}


def _dissociate(physical_id: str, properties: Properties) -> None:
    call("ec2", "associate_dhcp_options", {**properties, "DhcpOptionsId": "default"})


RESOURCES = (
    api_resource(
        "AWS::EC2::DHCPOptions",
        "ec2",
        create="create_dhcp_options",
        delete="delete_dhcp_options",
        key="DhcpOptionsId",
        reference="DhcpOptions.DhcpOptionsId",
        attributes=lambda physical_id, _: {"DhcpOptionsId": physical_id},
        prepare=_configurations,
    ),
    ResourceType("AWS::EC2::VPCDHCPOptionsAssociation", _associate, _dissociate),
)
