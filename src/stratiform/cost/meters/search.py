"""OpenSearch domains and serverless collections, and Kendra indexes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from stratiform.cost.component import Component
from stratiform.cost.keys import amount
from stratiform.cost.meter import Meter
from stratiform.cost.reading import Reading
from stratiform.cost.values import number


def _domain(reading: Reading) -> Iterator[Component]:
    at = (
        "ClusterConfig" if isinstance(reading.get("ClusterConfig"), Mapping) else "ElasticsearchClusterConfig"
    )
    type_ = reading.text(f"{at}.InstanceType", "m4.large.search")
    count = reading.number(f"{at}.InstanceCount", 1)
    yield from reading.hours(f"Instance (on-demand, {type_})", _key(type_), count)
    if str(reading.get("EBSOptions.EBSEnabled", True)).lower() == "true" and reading.get("EBSOptions"):
        yield from _storage(reading, count)
    if reading.is_set(f"{at}.DedicatedMasterEnabled"):
        master = reading.text(f"{at}.DedicatedMasterType", type_)
        masters = reading.number(f"{at}.DedicatedMasterCount", 3)
        yield from reading.hours(f"Dedicated master (on-demand, {master})", _key(master), masters)
    if reading.is_set(f"{at}.WarmEnabled"):
        warm = reading.text(f"{at}.WarmType", "ultrawarm1.medium.search")
        nodes = reading.number(f"{at}.WarmCount", 2)
        yield from reading.hours(f"UltraWarm instance (on-demand, {warm})", _key(warm), nodes)


def _key(type_: str) -> str:
    return f"opensearch.instance.{type_.removesuffix('.search').removesuffix('.elasticsearch')}"


def _storage(reading: Reading, count: Decimal) -> Iterator[Component]:
    kind = reading.text("EBSOptions.VolumeType", "gp2")
    size = reading.number("EBSOptions.VolumeSize", 10)
    yield from reading.charge(f"Storage ({kind})", f"opensearch.{kind}", size * count)
    iops = number(reading.get("EBSOptions.Iops")) or Decimal()
    if kind == "io1":
        yield from reading.charge("Storage IOPS (io1)", "opensearch.io1.iops", iops * count)
    if kind == "gp3" and iops > 3000:
        yield from reading.charge("Storage IOPS (gp3)", "opensearch.gp3.iops", (iops - 3000) * count)


def _collection(reading: Reading) -> Iterator[Component]:
    standby = reading.text("StandbyReplicas", "ENABLED") == "ENABLED"
    units = Decimal(2) if standby else Decimal(1)
    reading.note(f"A collection is counted at its least capacity, {units} units; collections may share them")
    yield from reading.hours("OpenSearch compute units", "opensearch.ocu", units)
    yield from reading.used("Storage", "opensearch.serverless_gb", "storage_gb")


def _ingestion(reading: Reading) -> Iterator[Component]:
    low, high = reading.number("MinUnits", 1), reading.number("MaxUnits", 1)
    reading.scales(low, low, high)
    yield from reading.hours("Ingestion compute units", "opensearch.ocu", low)


def _kendra(reading: Reading) -> Iterator[Component]:
    edition = "developer" if reading.text("Edition") == "DEVELOPER_EDITION" else "enterprise"
    yield from reading.hours(f"Kendra index ({edition})", f"kendra.{edition}")


def _source(reading: Reading) -> Iterator[Component]:
    hours = reading.use("monthly_connector_hrs")
    yield from reading.charge("Connector", "kendra.connector", hours, "monthly_connector_hrs")


METERS = (
    Meter("OpenSearch", ("AWS::OpenSearchService::Domain", "AWS::Elasticsearch::Domain"), _domain),
    Meter(
        "OpenSearch",
        ("AWS::OpenSearchServerless::Collection",),
        _collection,
        (amount("storage_gb", "GB of the index.", 1, 10, 100),),
    ),
    Meter("OpenSearch", ("AWS::OSIS::Pipeline",), _ingestion, (), ("The least units run all month.",)),
    Meter("Kendra", ("AWS::Kendra::Index",), _kendra),
    Meter(
        "Kendra",
        ("AWS::Kendra::DataSource",),
        _source,
        (amount("monthly_connector_hrs", "Hours that the connector runs.", 1, 5, 30),),
    ),
)
