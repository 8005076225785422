"""Glue's security configurations, workflows and classifiers."""

from __future__ import annotations

from stratiform.local.emulator.api_resource import api_resource
from stratiform.local.emulator.resource_type import Properties


def _encryption(properties: Properties) -> Properties:
    """The API spells S3Encryptions as the template does, and names one of them S3Encryption."""
    configuration = dict(properties.get("EncryptionConfiguration") or {})
    if "S3Encryptions" in configuration:
        configuration["S3Encryption"] = configuration.pop("S3Encryptions")
    return {**properties, "EncryptionConfiguration": configuration}


RESOURCES = (
    api_resource(
        "AWS::Glue::SecurityConfiguration",
        "glue",
        create="create_security_configuration",
        delete="delete_security_configuration",
        key="Name",
        prepare=_encryption,
    ),
    api_resource(
        "AWS::Glue::Workflow",
        "glue",
        create="create_workflow",
        update="update_workflow",
        delete="delete_workflow",
        key="Name",
        named={"Name": 255},
        replaced_by=("Name",),
    ),
)
