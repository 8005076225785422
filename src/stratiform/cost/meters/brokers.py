"""Message brokers and workflows that run on nodes: MSK, Amazon MQ, MWAA, Transfer Family."""

from __future__ import annotations

from collections.abc import Iterator

from stratiform.cost.component import HOURS, Component
from stratiform.cost.keys import amount
from stratiform.cost.meter import Meter
from stratiform.cost.reading import Reading


def _msk(reading: Reading) -> Iterator[Component]:
    type_ = reading.text("BrokerNodeGroupInfo.InstanceType", "kafka.m5.large")
    count = reading.number("NumberOfBrokerNodes", 3)
    yield from reading.hours(f"Instance ({type_})", f"msk.instance.{type_.removeprefix('kafka.')}", count)
    size = reading.number("BrokerNodeGroupInfo.StorageInfo.EBSStorageInfo.VolumeSize", 1000)
    if not type_.startswith("express"):
        yield from reading.charge("Storage", "msk.storage", size * count)


def _msk_serverless(reading: Reading) -> Iterator[Component]:
    partitions = reading.use("partitions")
    yield from reading.hours("Cluster", "msk.serverless.cluster")
    yield from reading.charge("Partitions", "msk.serverless.partition", partitions * HOURS, "partitions")
    yield from reading.used("Data in", "msk.serverless.in", "monthly_data_in_gb")
    yield from reading.used("Data out", "msk.serverless.out", "monthly_data_out_gb")


def _mq(reading: Reading) -> Iterator[Component]:
    rabbit = reading.text("EngineType").upper() == "RABBITMQ"
    engine = "RabbitMQ" if rabbit else "ActiveMQ"
    mode = reading.text("DeploymentMode", "SINGLE_INSTANCE").lower()
    type_ = reading.text("HostInstanceType", "mq.t3.micro")
    instances = {"active_standby_multi_az": 2, "cluster_multi_az": 3}.get(mode, 1)
    key = f"mq.instance.{type_.removeprefix('mq.')}"
    price = reading.price(key).steps[0].price * instances
    yield reading.line(f"Instance usage ({engine}, {type_}, {mode})", "hours", HOURS, price, key)
    ebs = rabbit or reading.text("StorageType", "EFS").upper() == "EBS"
    nodes = instances if rabbit else 1
    yield from reading.used(
        f"Storage ({engine}, {'EBS' if ebs else 'EFS'})",
        "mq.ebs" if ebs else "mq.efs",
        "storage_size_gb",
        nodes,
    )


_CLASSES = {"mw1.micro": "micro", "mw1.small": "small", "mw1.medium": "medium", "mw1.large": "large"}


def _mwaa(reading: Reading) -> Iterator[Component]:
    size = _CLASSES.get(reading.text("EnvironmentClass", "mw1.small").lower(), "small")
    title = size.capitalize()
    yield from reading.hours(f"Environment ({title})", f"mwaa.environment.{size}")
    for name, key in (("Worker", "additional_workers"), ("Scheduler", "additional_schedulers")):
        if size != "micro":
            yield from reading.charge(
                f"{name} ({title})", f"mwaa.worker.{size}", reading.use(key) * HOURS, key
            )
    yield from reading.used("Meta database", "mwaa.database", "meta_database_gb")


def _transfer(reading: Reading) -> Iterator[Component]:
    protocols = [str(each).upper() for each in reading.list("Protocols")] or ["SFTP"]
    for protocol in sorted(protocols):
        yield from reading.hours(f"{protocol} protocol enabled", "transferfamily.hour")
    yield from reading.used("Data downloaded", "transferfamily.gb", "monthly_data_downloaded_gb")
    yield from reading.used("Data uploaded", "transferfamily.gb", "monthly_data_uploaded_gb")


METERS = (
    Meter("MSK", ("AWS::MSK::Cluster",), _msk, (), ("Storage of 1,000 GB a broker unless defined.",)),
    Meter(
        "MSK",
        ("AWS::MSK::ServerlessCluster",),
        _msk_serverless,
        (
            amount("partitions", "Partitions, on average.", 10, 10, 100),
            amount("monthly_data_in_gb", "GB in.", 1, 10, 100),
            amount("monthly_data_out_gb", "GB out.", 1, 10, 100),
        ),
    ),
    Meter(
        "Amazon MQ",
        ("AWS::AmazonMQ::Broker",),
        _mq,
        (amount("storage_size_gb", "GB stored, in each broker of a RabbitMQ cluster.", 1, 5, 20),),
    ),
    Meter(
        "MWAA",
        ("AWS::MWAA::Environment",),
        _mwaa,
        (
            amount("additional_workers", "Workers beyond the first, on average."),
            amount("additional_schedulers", "Schedulers beyond those included, on average."),
            amount("meta_database_gb", "GB of the metadata database.", 10, 10, 10),
        ),
    ),
    Meter(
        "Transfer Family",
        ("AWS::Transfer::Server",),
        _transfer,
        (
            amount("monthly_data_downloaded_gb", "GB downloaded.", 1, 10, 50),
            amount("monthly_data_uploaded_gb", "GB uploaded.", 1, 10, 50),
        ),
    ),
)
