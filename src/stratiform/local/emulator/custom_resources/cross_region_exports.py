"""``cross_region_references``: values of one region's stack that another region's stack reads."""

from __future__ import annotations

from stratiform.local.emulator.client import client
from stratiform.local.emulator.custom_resources.request import Answer, Request


def applies(request: Request) -> bool:
    """By the two types that the CDK's core gives them."""
    return request.type in ("Custom::CrossRegionExportWriter", "Custom::CrossRegionExportReader")


def respond(request: Request) -> Answer:
    """Write the values as SSM parameters of the other region; the reader's properties hold them already."""
    if request.type == "Custom::CrossRegionExportReader":
        return request.id_or_new(), dict(request.properties["ReaderProps"]["imports"])
    properties = request.properties["WriterProps"]
    before = (request.old_properties.get("WriterProps") or {}).get("exports", {})
    after = {} if request.kind == "Delete" else properties["exports"]
    gone = (
        properties["exports"]
        if request.kind == "Delete"
        else {k: v for k, v in before.items() if k not in after}
    )
    ssm = client("ssm", properties["region"])
    for name, value in after.items():
        ssm.put_parameter(Name=name, Value=value, Type="String", Overwrite=True)
    for name in gone:
        ssm.delete_parameters(Names=[name])
    return request.id_or_new(), {}
