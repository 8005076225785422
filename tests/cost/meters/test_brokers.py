"""MSK, MQ, MWAA, Transfer Family."""

from __future__ import annotations

from typing import Any

import pytest

from cost.bills import ChargeOf


@pytest.mark.parametrize(
    ("type_", "properties", "stated", "monthly"),
    [
        (
            "AWS::MSK::Cluster",
            {
                "NumberOfBrokerNodes": 3,
                "BrokerNodeGroupInfo": {
                    "InstanceType": "kafka.m5.large",
                    "StorageInfo": {"EBSStorageInfo": {"VolumeSize": 100}},
                },
            },
            {},
            3 * (0.21 * 730 + 10),
        ),
        (
            "AWS::MSK::ServerlessCluster",
            {},
            {"partitions": 10, "monthly_data_in_gb": 10},
            (0.75 + 10 * 0.0015) * 730 + 1,
        ),
        (
            "AWS::AmazonMQ::Broker",
            {
                "EngineType": "RABBITMQ",
                "DeploymentMode": "CLUSTER_MULTI_AZ",
                "HostInstanceType": "mq.m5.large",
            },
            {"storage_size_gb": 10},
            3 * (0.288 * 730 + 1),
        ),
        (
            "AWS::AmazonMQ::Broker",
            {
                "EngineType": "ACTIVEMQ",
                "DeploymentMode": "ACTIVE_STANDBY_MULTI_AZ",
                "HostInstanceType": "mq.m5.large",
            },
            {"storage_size_gb": 10},
            2 * 0.288 * 730 + 3,
        ),
        (
            "AWS::MWAA::Environment",
            {"EnvironmentClass": "mw1.medium"},
            {"additional_workers": 1, "meta_database_gb": 10},
            (0.74 + 0.11) * 730 + 1,
        ),
        (
            "AWS::Transfer::Server",
            {"Protocols": ["SFTP", "FTPS"]},
            {"monthly_data_uploaded_gb": 100},
            438 + 4,
        ),
    ],
)
def test_what_is_charged(
    charge_of: ChargeOf, type_: str, properties: dict[str, Any], stated: dict[str, Any], monthly: float
) -> None:
    assert float(charge_of(type_, properties, **stated).monthly) == pytest.approx(monthly, rel=1e-4)
