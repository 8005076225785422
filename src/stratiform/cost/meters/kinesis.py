"""Kinesis data streams, their consumers, Firehose, and Managed Service for Apache Flink."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from stratiform.cost.component import HOURS, Component
from stratiform.cost.keys import amount, shape
from stratiform.cost.meter import Meter
from stratiform.cost.meters.api_gateway import chunks
from stratiform.cost.reading import Reading

_ON_DEMAND = (
    ("Data ingested", "in", "monthly_on_demand_data_in_gb"),
    ("Data retrieval", "out", "monthly_on_demand_data_out_gb"),
    ("Enhanced Fan Out (EFO) data retrieval", "efo", "monthly_on_demand_efo_data_out_gb"),
    ("Extended retention (24H to 7D)", "extended", "monthly_on_demand_extended_retention_gb"),
    ("Long term retention (7D+)", "long_term", "monthly_on_demand_long_term_retention_gb"),
)
_PROVISIONED = (
    ("Put payload units", "put", "monthly_provisioned_put_units"),
    ("Extended retention (24H to 7D)", "extended_gb", "monthly_provisioned_extended_retention_gb"),
    ("Long term retention (7D+)", "long_term", "monthly_provisioned_long_term_retention_gb"),
    ("Long term retrieval (7D+)", "retrieval", "monthly_provisioned_long_term_retrieval_gb"),
    ("Enhanced Fan Out (EFO) data retrieval", "efo", "monthly_provisioned_efo_data_out_gb"),
    ("Enhanced Fan Out (EFO) consumer-shard hours", "consumer", "monthly_provisioned_efo_consumer_hours"),
)


def _stream(reading: Reading) -> Iterator[Component]:
    shards = reading.number("ShardCount", 0)
    mode = reading.text("StreamModeDetails.StreamMode", "PROVISIONED" if shards else "ON_DEMAND")
    if mode == "ON_DEMAND":
        yield from reading.hours("On-demand stream", "kinesis.on_demand.stream")
        for name, price, key in _ON_DEMAND:
            yield from reading.used(name, f"kinesis.on_demand.{price}", key)
        return
    shards = shards or Decimal(1)
    yield from reading.hours("Provisioned shards", "kinesis.provisioned.shard", shards)
    if reading.number("RetentionPeriodHours", 24) > 24 and not reading.stated.values:
        yield from reading.hours("Extended retention (24H to 7D)", "kinesis.provisioned.extended", shards)
    for name, price, key in _PROVISIONED:
        yield from reading.used(name, f"kinesis.provisioned.{price}", key)


def _consumer(reading: Reading) -> Iterator[Component]:
    stream = reading.refers("StreamARN", "AWS::Kinesis::Stream")
    shards = reading.other(stream).number("ShardCount", 0) if stream else Decimal()
    if not shards:
        return reading.free_because("its stream is charged on demand, with what consumers read")
    return reading.hours(
        "Enhanced Fan Out (EFO) consumer-shard hours", "kinesis.provisioned.consumer", shards
    )


def _firehose(reading: Reading) -> Iterator[Component]:
    # Records are billed in steps of 5 KB.
    size = reading.use("record_size_kb")
    ingested = reading.use("monthly_data_ingested_gb") * chunks(size, 5) * 5 / size
    yield from reading.charge("Data ingested", "firehose.ingested", ingested, "monthly_data_ingested_gb")
    at = "ExtendedS3DestinationConfiguration"
    if reading.is_set(f"{at}.DataFormatConversionConfiguration.Enabled"):
        yield from reading.charge(
            "Format conversion", "firehose.converted", ingested, "monthly_data_ingested_gb"
        )
    if reading.is_set(f"{at}.DynamicPartitioningConfiguration.Enabled"):
        yield from reading.charge(
            "Dynamic partitioning", "firehose.partitioned", ingested, "monthly_data_ingested_gb"
        )
    vpc = "AmazonopensearchserviceDestinationConfiguration.VpcConfiguration"
    if subnets := reading.list(f"{vpc}.SubnetIds"):
        yield from reading.charge("VPC data", "firehose.vpc_gb", ingested, "monthly_data_ingested_gb")
        yield from reading.hours("VPC zones", "firehose.vpc_hour", len(subnets))


def _flink(reading: Reading) -> Iterator[Component]:
    units = reading.use("kinesis_processing_units")
    yield from reading.charge("Processing (stream)", "flink.kpu", units * HOURS, "kinesis_processing_units")
    if reading.text("RuntimeEnvironment").upper().startswith("FLINK"):
        yield from reading.hours("Processing (orchestration)", "flink.kpu")
        yield from reading.charge("Running storage", "flink.storage", units * 50, "kinesis_processing_units")
        yield from reading.used("Backup", "flink.backup", "durable_application_backup_gb")


METERS = (
    Meter(
        "Kinesis",
        ("AWS::Kinesis::Stream",),
        _stream,
        (
            *(
                amount(
                    key,
                    f"{name}, GB, of an on-demand stream.",
                    *((1, 10, 100) if price in ("in", "out") else (0,)),
                )
                for name, price, key in _ON_DEMAND
            ),
            *(
                amount(
                    key,
                    f"{name} of provisioned shards.",
                    *((1_000_000, 10_000_000, 100_000_000) if price == "put" else (0,)),
                )
                for name, price, key in _PROVISIONED
            ),
        ),
    ),
    Meter("Kinesis", ("AWS::Kinesis::StreamConsumer",), _consumer),
    Meter(
        "Firehose",
        ("AWS::KinesisFirehose::DeliveryStream",),
        _firehose,
        (
            amount("monthly_data_ingested_gb", "GB ingested.", 1, 10, 100),
            shape("record_size_kb", "Mean size of a record, billed by 5 KB.", 5),
        ),
    ),
    Meter(
        "Managed Flink",
        ("AWS::KinesisAnalytics::Application", "AWS::KinesisAnalyticsV2::Application"),
        _flink,
        (
            amount("kinesis_processing_units", "Processing units (KPU) that run all month.", 1, 1, 4),
            amount("durable_application_backup_gb", "GB of backups."),
        ),
    ),
)
