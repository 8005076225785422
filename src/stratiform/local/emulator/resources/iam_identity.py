"""Access keys and identity providers."""

from __future__ import annotations

from stratiform.local.emulator.api_resource import api_resource
from stratiform.local.emulator.call import call, discard
from stratiform.local.emulator.resource_type import Created, Properties, ResourceType


def _create_key(logical_id: str, properties: Properties, stack: str) -> Created:
    key = call("iam", "create_access_key", properties)["AccessKey"]
    if properties.get("Status", "Active") != "Active":
        call("iam", "update_access_key", {**properties, "AccessKeyId": key["AccessKeyId"]})
    return key["AccessKeyId"], {"SecretAccessKey": key["SecretAccessKey"]}


def _delete_key(physical_id: str, properties: Properties) -> None:
    discard("iam", "delete_access_key", {**properties, "AccessKeyId": physical_id})


RESOURCES = (
    ResourceType("AWS::IAM::AccessKey", _create_key, _delete_key),
    api_resource(
        "AWS::IAM::OIDCProvider",
        "iam",
        create="create_open_id_connect_provider",
        delete="delete_open_id_connect_provider",
        key="OpenIDConnectProviderArn",
        reference="OpenIDConnectProviderArn",
        attributes=lambda physical_id, _: {"Arn": physical_id},
    ),
    api_resource(
        "AWS::IAM::SAMLProvider",
        "iam",
        create="create_saml_provider",
        update="update_saml_provider",
        delete="delete_saml_provider",
        key="SAMLProviderArn",
        reference="SAMLProviderArn",
        named={"Name": 128},
        attributes=lambda physical_id, _: {"Arn": physical_id},
        replaced_by=("Name",),
    ),
)
