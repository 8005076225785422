from __future__ import annotations

import pytest
from tests.local.conftest import LocalCloud
from tests.local.emulator.conftest import Stack

pytestmark = pytest.mark.local


def test_the_boundary_of_a_role_is_set_changed_and_removed(stack: Stack, local_cloud: LocalCloud) -> None:
    iam = local_cloud.client("iam")
    boundary = "arn:aws:iam::aws:policy/ReadOnlyAccess"
    role: dict[str, object] = {
        "AssumeRolePolicyDocument": {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Principal": {"Service": "lambda.amazonaws.com"},
                    "Action": "sts:AssumeRole",
                }
            ],
        },
        "PermissionsBoundary": boundary,
    }
    resources = {"Role": {"Type": "AWS::IAM::Role", "Properties": role}}
    name = stack.up(resources, {"Role": {"Ref": "Role"}})["Role"]
    assert iam.get_role(RoleName=name)["Role"]["PermissionsBoundary"]["PermissionsBoundaryArn"] == boundary

    role["PermissionsBoundary"] = "arn:aws:iam::aws:policy/AdministratorAccess"
    stack.up(resources)
    found = iam.get_role(RoleName=name)["Role"]["PermissionsBoundary"]["PermissionsBoundaryArn"]
    assert found == "arn:aws:iam::aws:policy/AdministratorAccess"

    del role["PermissionsBoundary"]
    stack.up(resources)
    assert "PermissionsBoundary" not in iam.get_role(RoleName=name)["Role"]
