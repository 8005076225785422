"""OpenSearch and Kendra. Storage is that of every data node, as AWS documents VolumeSize."""

from __future__ import annotations

from typing import Any

import pytest

from cost.bills import ChargeOf


@pytest.mark.parametrize(
    ("type_", "properties", "stated", "monthly"),
    [
        (
            "AWS::OpenSearchService::Domain",
            {
                "ClusterConfig": {"InstanceType": "m5.large.search", "InstanceCount": 2},
                "EBSOptions": {"EBSEnabled": True, "VolumeType": "gp3", "VolumeSize": 100, "Iops": 4000},
            },
            {},
            2 * (0.142 * 730 + 12.2 + 8),
        ),
        (
            "AWS::OpenSearchService::Domain",
            {
                "ClusterConfig": {
                    "InstanceType": "r5.large.search",
                    "DedicatedMasterEnabled": True,
                    "DedicatedMasterType": "m5.large.search",
                    "DedicatedMasterCount": 3,
                }
            },
            {},
            (0.186 + 3 * 0.142) * 730,
        ),
        (
            "AWS::Elasticsearch::Domain",
            {"ElasticsearchClusterConfig": {"InstanceType": "t3.small.elasticsearch"}},
            {},
            0.036 * 730,
        ),
        (
            "AWS::OpenSearchServerless::Collection",
            {"StandbyReplicas": "DISABLED"},
            {"storage_gb": 10},
            0.24 * 730 + 0.24,
        ),
        ("AWS::OSIS::Pipeline", {"MinUnits": 2, "MaxUnits": 4}, {}, 2 * 0.24 * 730),
        ("AWS::Kendra::Index", {"Edition": "DEVELOPER_EDITION"}, {}, 1.125 * 730),
    ],
)
def test_what_is_charged(
    charge_of: ChargeOf, type_: str, properties: dict[str, Any], stated: dict[str, Any], monthly: float
) -> None:
    assert float(charge_of(type_, properties, **stated).monthly) == pytest.approx(monthly, rel=1e-4)
