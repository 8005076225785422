"""What CloudFormation does when a property changes, by AWS's provider schemas (docs/replacement.py)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from stratiform.diff.changes import Effect

_FILE = Path(__file__).with_name("replacement.json")
_INDEX = re.compile(r"\[\d+\]")

# SAM's types have no schema of what CloudFormation does; each becomes a resource of this type.
_MADE_BY_SAM: Mapping[str, str] = {
    "AWS::Serverless::Function": "AWS::Lambda::Function",
    "AWS::Serverless::LayerVersion": "AWS::Lambda::LayerVersion",
    "AWS::Serverless::StateMachine": "AWS::StepFunctions::StateMachine",
}
_SAM_REPLACES: Mapping[str, tuple[str, ...]] = {"AWS::Serverless::SimpleTable": ("TableName", "PrimaryKey")}

# What the schemas call a possible replacement is an outage here: the service's own API changes these in
# place. (ModifyDBInstance; EC2 "Change the instance type", for instances with an EBS root volume.)
_OUTAGE_ONLY: Mapping[str, str] = {
    "AWS::RDS::DBInstance": "AutoMinorVersionUpgrade BackupRetentionPeriod DBParameterGroupName MultiAZ "
    "PerformanceInsightsKMSKeyId PreferredMaintenanceWindow",
    "AWS::EC2::Instance": "AdditionalInfo EbsOptimized InstanceType UserData",
}
# "Update requires: Some interruptions" in the CloudFormation template reference, of properties that no
# schema marks. The resource is the same afterwards and cannot be reached for a while.
_OUTAGES: Mapping[str, str] = {
    "AWS::AmazonMQ::Broker": "Configuration EngineVersion HostInstanceType Users",
    "AWS::DocDB::DBInstance": "DBInstanceClass",
    "AWS::ElastiCache::CacheCluster": "CacheNodeType CacheParameterGroupName EngineVersion",
    "AWS::ElastiCache::ReplicationGroup": "CacheNodeType CacheParameterGroupName Engine EngineVersion",
    "AWS::Neptune::DBInstance": "DBInstanceClass",
    "AWS::RDS::DBCluster": "DBClusterInstanceClass DBClusterParameterGroupName EngineVersion",
    "AWS::RDS::DBInstance": "CACertificateIdentifier DBInstanceClass EngineVersion Iops LicenseModel Port "
    "StorageType",
    "AWS::Redshift::Cluster": "ClusterType ClusterVersion NodeType NumberOfNodes",
}


# Lists of these names are sets wherever they stand, also inside other properties, e.g. in VpcConfig.
_SETS = ("AvailabilityZones", "SecurityGroupIds", "SecurityGroups", "SubnetIds", "Subnets", "Tags")


def effect(type_: str, path: str) -> Effect:
    """What a change at ``path`` (without ``Properties.``) does to a resource of this type."""
    known = _MADE_BY_SAM.get(type_, type_)
    facts = _types().get(known, {})
    steps = _steps(path)
    top = steps[0] if steps else ""
    if _meets(steps, (*facts.get("replaces", ()), *_SAM_REPLACES.get(type_, ()))):
        return Effect.REPLACES
    if top in f"{_OUTAGE_ONLY.get(known, '')} {_OUTAGES.get(known, '')}".split():
        return Effect.INTERRUPTS
    if _meets(steps, facts.get("may_replace", ())):
        return Effect.MAY_REPLACE
    return Effect.UPDATES


def is_unordered(type_: str, path: str) -> bool:
    """Whether the order of the list at ``path`` means nothing."""
    return path.rpartition(".")[2] in _SETS or path in _types().get(_MADE_BY_SAM.get(type_, type_), {}).get(
        "unordered", ()
    )


def name(type_: str) -> str | None:
    """The property that names a resource of this type, where no two can have the same name."""
    found = _types().get(type_, {}).get("name")
    return str(found[0]) if found else None


def _meets(steps: list[str], pointers: Any) -> bool:
    """Whether the path is, holds or is inside one of ``pointers``."""
    return any(all(a == b for a, b in zip(steps, pointer.split("."), strict=False)) for pointer in pointers)


def _steps(path: str) -> list[str]:
    """The path's names; an item of a list is ``*``, as the schemas write it."""
    return _INDEX.sub(".*", path).split(".")


@cache
def _types() -> Mapping[str, Mapping[str, Any]]:
    found: Mapping[str, Mapping[str, Any]] = json.loads(_FILE.read_bytes())["types"]
    return found
