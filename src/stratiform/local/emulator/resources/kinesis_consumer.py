"""An enhanced fan-out consumer of a Kinesis stream."""

from __future__ import annotations

from stratiform.local.emulator.api_resource import api_resource
from stratiform.local.emulator.client import client
from stratiform.local.emulator.resource_type import Properties


def _attributes(physical_id: str, properties: Properties) -> dict[str, str]:
    found = client("kinesis").describe_stream_consumer(ConsumerARN=physical_id)["ConsumerDescription"]
    return {
        "ConsumerARN": physical_id,
        "ConsumerCreationTimestamp": str(found["ConsumerCreationTimestamp"]),
        "ConsumerName": found["ConsumerName"],
        "ConsumerStatus": found["ConsumerStatus"],
        "StreamARN": properties["StreamARN"],
    }


RESOURCES = (
    api_resource(
        "AWS::Kinesis::StreamConsumer",
        "kinesis",
        create="register_stream_consumer",
        delete="deregister_stream_consumer",
        key="ConsumerARN",
        reference="Consumer.ConsumerARN",
        attributes=_attributes,
    ),
)
