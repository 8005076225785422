"""A delivery stream that writes plain text to S3."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import is_false, value
from stratiform.check.rule import Fault, Pillar, Rule, Severity
from stratiform.check.shapes import none_of


def _faults(stream: Resource, graph: Graph) -> Fault | None:
    for name in ("ExtendedS3DestinationConfiguration", "S3DestinationConfiguration"):
        at = f"{name}.CompressionFormat"
        converts = value(stream, f"{name}.DataFormatConversionConfiguration.Enabled")
        columnar = value(stream, f"{name}.DataFormatConversionConfiguration") is not None and not is_false(
            converts
        )
        if value(stream, name) is not None and not columnar:
            says = "CompressionFormat is {value}: files are written as plain text."
            return none_of(at, ("UNCOMPRESSED",), says, default="UNCOMPRESSED")(stream, graph)
    return None


RULE = Rule(
    title="Delivered files are not compressed",
    why=(
        "Text shrinks to a fifth and less: storage, scans and transfers cost a multiple of what they need to."
    ),
    fix="Set CompressionFormat to GZIP, or convert to Parquet with DataFormatConversionConfiguration.",
    pillar=Pillar.COST,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/firehose/latest/dev/create-destination.html",
    types=("AWS::KinesisFirehose::DeliveryStream",),
    faults=_faults,
)
