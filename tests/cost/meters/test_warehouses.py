"""Redshift, Glue, Athena, EMR, DMS."""

from __future__ import annotations

from typing import Any

import pytest

from cost.bills import ChargeOf


@pytest.mark.parametrize(
    ("type_", "properties", "stated", "monthly"),
    [
        (
            "AWS::Redshift::Cluster",
            {"NodeType": "ra3.xlplus", "NumberOfNodes": 2, "ClusterType": "multi-node"},
            {"managed_storage_gb": 100},
            2 * 1.086 * 730 + 2.4,
        ),
        (
            "AWS::Redshift::Cluster",
            {"NodeType": "dc2.large", "ClusterType": "single-node"},
            {"excess_concurrency_scaling_secs": 3600, "spectrum_data_scanned_tb": 1},
            0.25 * 731 + 5,
        ),
        ("AWS::RedshiftServerless::Workgroup", {"BaseCapacity": 8}, {"monthly_active_hrs": 10}, 30.0),
        ("AWS::Glue::Job", {"WorkerType": "G.2X", "NumberOfWorkers": 5}, {"monthly_hours": 10}, 44.0),
        ("AWS::Glue::Crawler", {}, {"monthly_hours": 10}, 4.4),
        ("AWS::Athena::WorkGroup", {}, {"monthly_data_scanned_tb": 2}, 10.0),
        (
            "AWS::EMR::Cluster",
            {
                "Instances": {
                    "MasterInstanceGroup": {"InstanceType": "m5.xlarge", "InstanceCount": 1},
                    "CoreInstanceGroup": {"InstanceType": "m5.xlarge", "InstanceCount": 2},
                }
            },
            {},
            3 * 0.24 * 730,
        ),
        (
            "AWS::DMS::ReplicationInstance",
            {"ReplicationInstanceClass": "dms.t3.medium", "MultiAZ": True, "AllocatedStorage": 150},
            {},
            2 * (0.072 * 730 + 11.5),
        ),
    ],
)
def test_what_is_charged(
    charge_of: ChargeOf, type_: str, properties: dict[str, Any], stated: dict[str, Any], monthly: float
) -> None:
    assert float(charge_of(type_, properties, **stated).monthly) == pytest.approx(monthly, rel=1e-4)
