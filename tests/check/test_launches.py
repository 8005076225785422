import pytest

from stratiform.assembly.graph import Address, Resource
from stratiform.check.launches import CONFIGURATION, INSTANCE, TEMPLATE, disks, family, setting


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("t3.micro", ("t", 3, "")),
        ("m6gd.2xlarge", ("m", 6, "gd")),
        ("c7i-flex.large", ("c", 7, "i-flex")),
        ("db.r6g.large", ("r", 6, "g")),
        ("u-6tb1.metal", None),
        ({"Ref": "Type"}, None),
        (None, None),
    ],
)
def test_a_type_has_series_generation_and_letters(name: object, parts: object) -> None:
    assert family(name) == parts


def test_settings_and_disks_are_found_where_each_type_keeps_them() -> None:
    settings = {
        "KeyName": "k",
        "BlockDeviceMappings": [{"Ref": "M"}, {"Ebs": {"VolumeSize": 8}}, {"NoDevice": {}}],
    }
    for type_, prefix in ((INSTANCE, ""), (CONFIGURATION, ""), (TEMPLATE, "LaunchTemplateData.")):
        properties = {"LaunchTemplateData": settings} if prefix else settings
        resource = Resource(Address("Stack", "Subject"), type_, "Subject", properties)
        assert setting(resource, "KeyName") == "k"
        assert list(disks(resource)) == [(f"{prefix}BlockDeviceMappings[1].Ebs", {"VolumeSize": 8})]
