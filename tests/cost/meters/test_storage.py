"""EFS, FSx, ECR, Backup."""

from __future__ import annotations

from typing import Any

import pytest

from cost.bills import ChargeOf


@pytest.mark.parametrize(
    ("type_", "properties", "stated", "monthly"),
    [
        ("AWS::EFS::FileSystem", {}, {"storage_gb": 100}, 30.0),
        ("AWS::EFS::FileSystem", {"AvailabilityZoneName": "us-east-1a"}, {"storage_gb": 100}, 16.0),
        (
            "AWS::EFS::FileSystem",
            {"LifecyclePolicies": [{"TransitionToIA": "AFTER_30_DAYS"}]},
            {"storage_gb": 10, "infrequent_access_storage_gb": 100, "monthly_infrequent_access_read_gb": 10},
            3 + 1.6 + 0.1,
        ),
        (
            "AWS::EFS::FileSystem",
            {"ThroughputMode": "provisioned", "ProvisionedThroughputInMibps": 15},
            {"storage_gb": 100},
            30 + 10 * 6,
        ),
        (
            "AWS::EFS::FileSystem",
            {"ThroughputMode": "elastic"},
            {"monthly_elastic_read_gb": 10, "monthly_elastic_write_gb": 10},
            0.9,
        ),
        (
            "AWS::FSx::FileSystem",
            {
                "FileSystemType": "WINDOWS",
                "StorageCapacity": 300,
                "WindowsConfiguration": {"ThroughputCapacity": 8},
            },
            {},
            300 * 0.13 + 8 * 2.2,
        ),
        (
            "AWS::FSx::FileSystem",
            {
                "FileSystemType": "LUSTRE",
                "StorageCapacity": 1200,
                "LustreConfiguration": {"DeploymentType": "SCRATCH_2"},
            },
            {},
            168.0,
        ),
        (
            "AWS::FSx::FileSystem",
            {
                "FileSystemType": "OPENZFS",
                "StorageCapacity": 300,
                "OpenZFSConfiguration": {
                    "ThroughputCapacity": 64,
                    "DiskIopsConfiguration": {"Mode": "USER_PROVISIONED", "Iops": 1000},
                },
            },
            {"backup_storage_gb": 100},
            27 + 64 * 0.26 + 100 * 0.006 + 5,
        ),
        ("AWS::ECR::Repository", {}, {"storage_gb": 10}, 1.0),
        ("AWS::DataSync::Task", {}, {"monthly_data_copied_gb": 100}, 1.25),
        (
            "AWS::Backup::BackupVault",
            {},
            {"monthly_ebs_snapshot_gb": 100, "monthly_rds_snapshot_gb": 100},
            5 + 9.5,
        ),
    ],
)
def test_what_is_charged(
    charge_of: ChargeOf, type_: str, properties: dict[str, Any], stated: dict[str, Any], monthly: float
) -> None:
    assert float(charge_of(type_, properties, **stated).monthly) == pytest.approx(monthly, rel=1e-4)
