"""File systems, image repositories and backups: EFS, FSx, ECR, Backup."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from stratiform.cost.component import Component
from stratiform.cost.keys import amount
from stratiform.cost.meter import Meter
from stratiform.cost.reading import Reading


def _efs(reading: Reading) -> Iterator[Component]:
    zone = "one_zone" if reading.get("AvailabilityZoneName") else "regional"
    title = "one zone" if zone == "one_zone" else "standard"
    yield from reading.used(f"Storage ({title})", f"efs.{zone}.storage", "storage_gb")
    classes = {"TransitionToIA", "TransitionToArchive"}
    rules = {name for rule in reading.list("LifecyclePolicies") if isinstance(rule, dict) for name in rule}
    if rules & classes or "infrequent_access_storage_gb" in reading.stated.values:
        yield from reading.used(
            f"Storage ({title}, infrequent access)", f"efs.{zone}.ia", "infrequent_access_storage_gb"
        )
        yield from reading.used(
            "Read requests (infrequent access)", "efs.ia_read", "monthly_infrequent_access_read_gb"
        )
        yield from reading.used(
            "Write requests (infrequent access)", "efs.ia_write", "monthly_infrequent_access_write_gb"
        )
    if reading.text("ThroughputMode") == "provisioned":
        included = reading.use("storage_gb") / 20  # 50 KB/s for each GB stored
        extra = max(Decimal(), reading.number("ProvisionedThroughputInMibps", 0) - included)
        yield from reading.charge("Provisioned throughput", "efs.throughput", extra)
    if reading.text("ThroughputMode") == "elastic":
        yield from reading.used("Elastic throughput, read", "efs.elastic_read", "monthly_elastic_read_gb")
        yield from reading.used("Elastic throughput, write", "efs.elastic_write", "monthly_elastic_write_gb")


def _fsx(reading: Reading) -> Iterator[Component]:
    kind = reading.text("FileSystemType", "WINDOWS")
    size = reading.number("StorageCapacity", 32)
    match kind:
        case "OPENZFS":
            yield from _zfs(reading, size)
        case "LUSTRE":
            deployment = reading.text("LustreConfiguration.DeploymentType", "SCRATCH_1").lower()
            each = reading.text("LustreConfiguration.PerUnitStorageThroughput", "scratch")
            key = "scratch" if deployment.startswith("scratch") else f"{deployment}.{each}"
            yield from reading.charge("SSD storage", f"fsx.lustre.{key}", size)
        case "WINDOWS":
            multi = reading.text("WindowsConfiguration.DeploymentType").startswith("MULTI")
            zones = "multi" if multi else "single"
            disk = reading.text("StorageType", "SSD").lower()
            speed = reading.number("WindowsConfiguration.ThroughputCapacity", 8)
            yield from reading.charge("Throughput capacity", f"fsx.windows.{zones}.throughput", speed)
            yield from reading.charge(f"{disk.upper()} storage", f"fsx.windows.{zones}.{disk}", size)
        case _:
            yield from reading.charge("Storage", f"fsx.{kind.lower()}.storage", size)
    backup = "fsx.zfs.backup" if kind in ("OPENZFS", "WINDOWS", "LUSTRE") else f"fsx.{kind.lower()}.backup"
    yield from reading.used("Backup storage", backup, "backup_storage_gb")


def _zfs(reading: Reading, size: Decimal) -> Iterator[Component]:
    at = "OpenZFSConfiguration"
    speed = reading.number(f"{at}.ThroughputCapacity", 64)
    yield from reading.charge("Throughput capacity", "fsx.zfs.throughput", speed)
    if reading.text(f"{at}.DiskIopsConfiguration.Mode") == "USER_PROVISIONED":
        extra = reading.number(f"{at}.DiskIopsConfiguration.Iops", 0) - 3 * size
        yield from reading.charge("Provisioned IOPS", "fsx.zfs.iops", max(Decimal(), extra))
    yield from reading.charge("SSD storage", "fsx.zfs.ssd", size)


def _sync(reading: Reading) -> Iterator[Component]:
    yield from reading.used("Data copied", "datasync.gb", "monthly_data_copied_gb")


def _ecr(reading: Reading) -> Iterator[Component]:
    yield from reading.used("Storage", "ecr.storage", "storage_gb")


_BACKUPS = {
    "monthly_efs_warm_backup_gb": ("EFS backup (warm)", "efs_warm"),
    "monthly_efs_cold_backup_gb": ("EFS backup (cold)", "efs_cold"),
    "monthly_efs_warm_restore_gb": ("EFS restore (warm)", "efs_warm_restore"),
    "monthly_efs_cold_restore_gb": ("EFS restore (cold)", "efs_cold_restore"),
    "monthly_efs_item_restore_requests": ("EFS item-level restores", "efs_items"),
    "monthly_ebs_snapshot_gb": ("EBS snapshots", "ebs"),
    "monthly_rds_snapshot_gb": ("RDS snapshots", "rds"),
    "monthly_aurora_snapshot_gb": ("Aurora snapshots", "aurora"),
    "monthly_dynamodb_backup_gb": ("DynamoDB backup", "dynamodb"),
    "monthly_dynamodb_restore_gb": ("DynamoDB restore", "dynamodb_restore"),
    "monthly_fsx_windows_backup_gb": ("FSx for Windows backup", "fsx"),
    "monthly_fsx_lustre_backup_gb": ("FSx for Lustre backup", "fsx"),
}


def _vault(reading: Reading) -> Iterator[Component]:
    for key, (name, price) in _BACKUPS.items():
        if key in reading.stated.values or any(reading.keys[key].defaults):
            yield from reading.used(name, f"backup.{price}", key)


METERS = (
    Meter(
        "EFS",
        ("AWS::EFS::FileSystem",),
        _efs,
        (
            amount("storage_gb", "GB in the standard class.", 1, 10, 100),
            amount("infrequent_access_storage_gb", "GB in infrequent access."),
            amount("monthly_infrequent_access_read_gb", "GB read from infrequent access."),
            amount("monthly_infrequent_access_write_gb", "GB moved to infrequent access."),
            amount("monthly_elastic_read_gb", "GB read with elastic throughput.", 1, 10, 100),
            amount("monthly_elastic_write_gb", "GB written with elastic throughput.", 1, 10, 100),
        ),
    ),
    Meter(
        "FSx",
        ("AWS::FSx::FileSystem",),
        _fsx,
        (amount("backup_storage_gb", "GB of backups."),),
        ("Data is stored as large as it is: compression saves nothing.",),
    ),
    Meter(
        "DataSync",
        ("AWS::DataSync::Task",),
        _sync,
        (amount("monthly_data_copied_gb", "GB copied.", 10, 100, 1_000),),
    ),
    Meter(
        "ECR",
        ("AWS::ECR::Repository",),
        _ecr,
        (amount("storage_gb", "GB of images.", 1, 5, 20),),
    ),
    Meter(
        "Backup",
        ("AWS::Backup::BackupVault",),
        _vault,
        (
            *(
                amount(key, f"{name}.", *((1, 10, 100) if key == "monthly_ebs_snapshot_gb" else (0,)))
                for key, (name, _) in _BACKUPS.items()
            ),
        ),
    ),
)
