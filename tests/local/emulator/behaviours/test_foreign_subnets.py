from __future__ import annotations

import pytest
from tests.local.conftest import LocalCloud
from tests.local.emulator.conftest import Stack

pytestmark = pytest.mark.local


def test_a_subnet_group_may_name_subnets_of_a_real_account(stack: Stack, local_cloud: LocalCloud) -> None:
    resources = {
        "Group": {
            "Type": "AWS::RDS::DBSubnetGroup",
            "Properties": {
                "DBSubnetGroupDescription": "looked up",
                "SubnetIds": [f"subnet-{stack.name}-1", f"subnet-{stack.name}-2"],
            },
        }
    }
    name = stack.up(resources, {"Group": {"Ref": "Group"}})["Group"]
    groups = local_cloud.client("rds").describe_db_subnet_groups(DBSubnetGroupName=name)["DBSubnetGroups"]
    assert {found["SubnetIdentifier"] for found in groups[0]["Subnets"]} == {
        f"subnet-{stack.name}-1",
        f"subnet-{stack.name}-2",
    }
