"""A CloudTrail trail. It exists and delivers nothing."""

from __future__ import annotations

from stratiform.local.emulator.api_resource import api_resource, arn

RESOURCES = (
    api_resource(
        "AWS::CloudTrail::Trail",
        "cloudtrail",
        create="create_trail",
        reference="Name",
        update="update_trail",
        delete="delete_trail",
        key="Name",
        named={"TrailName": 128},
        attributes=lambda name, properties: {
            "Arn": arn("cloudtrail", f"trail/{name}"),
            "SnsTopicArn": properties.get("SnsTopicName", ""),
        },
        prepare=lambda properties: {
            **{key: value for key, value in properties.items() if key != "Tags"},
            "Name": properties.get("Name") or properties["TrailName"],
            "TagsList": properties.get("Tags"),
        },
        replaced_by=("TrailName",),
        explain="A trail is kept and delivers no files.",
    ),
)
