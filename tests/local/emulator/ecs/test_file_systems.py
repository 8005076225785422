"""Tasks that mount one access point share its folder, which outlives them and goes with the file system."""

from __future__ import annotations

from typing import Any

import pytest

from waiting import until

pytestmark = pytest.mark.local

WRITES = """
import pathlib, time
kept = pathlib.Path("/srv/shared/starts")
kept.write_text((kept.read_text() if kept.exists() else "") + "x")
print("start number", len(kept.read_text()), flush=True)
time.sleep(600)
"""


def test_what_a_task_writes_the_next_reads(containers: Any) -> None:
    template = containers.template("shares", containers.image(WRITES), balanced=False)
    task = template["Resources"]["Task"]["Properties"]
    task["ContainerDefinitions"][0].pop("PortMappings")
    task["ContainerDefinitions"][0]["MountPoints"] = [
        {"SourceVolume": "shared", "ContainerPath": "/srv/shared", "ReadOnly": False}
    ]
    task["Volumes"] = [
        {
            "Name": "shared",
            "EFSVolumeConfiguration": {
                "FilesystemId": {"Ref": "Files"},
                "TransitEncryption": "ENABLED",
                "AuthorizationConfig": {"AccessPointId": {"Ref": "Point"}, "IAM": "ENABLED"},
            },
        }
    ]
    template["Resources"] |= {
        "Files": {"Type": "AWS::EFS::FileSystem", "Properties": {"Encrypted": True}},
        "Point": {
            "Type": "AWS::EFS::AccessPoint",
            "Properties": {
                "FileSystemId": {"Ref": "Files"},
                "RootDirectory": {"Path": "/app"},
                "PosixUser": {"Uid": "1000", "Gid": "1000"},
            },
        },
    }
    template["Outputs"] = {"Files": {"Value": {"Ref": "Files"}}}
    assert containers.deploy("shares", template) == "CREATE_COMPLETE", containers.reasons("shares")
    until(lambda: "start number 1" in containers.logs("/test/shares"))
    (task_,) = containers.tasks("shares")
    containers.client("ecs").stop_task(cluster="shares", task=task_["taskArn"])
    until(lambda: "start number 2" in containers.logs("/test/shares"))
    cloudformation = containers.client("cloudformation")
    (output,) = cloudformation.describe_stacks(StackName="shares")["Stacks"][0]["Outputs"]
    folder = containers.state.folder / "data" / "efs" / output["OutputValue"]
    assert (folder / "app" / "starts").read_text() == "xx"
    cloudformation.delete_stack(StackName="shares")
    until(lambda: not folder.exists())
