from __future__ import annotations

from pathlib import Path

import pytest

from diagram.systems import at, system
from stratiform.diagram.by_name import with_names
from stratiform.diagram.hosts import Hosts


@pytest.mark.parametrize(
    ("resources", "plumbing", "served"),
    [
        (
            """
            B: {Type: AWS::S3::Bucket, Properties: {BucketName: logs}}
            P: {Type: AWS::S3::BucketPolicy, Properties: {Bucket: logs}}
            """,
            "P",
            ["B"],
        ),
        (
            """
            F: {Type: AWS::Lambda::Function, Properties: {FunctionName: work}}
            L: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: /aws/lambda/work}}
            """,
            "L",
            ["F"],
        ),
        (
            """
            F: {Type: AWS::Lambda::Function, Properties: {FunctionName: !Sub "work-${AWS::StackName}"}}
            P: {Type: AWS::Lambda::Permission, Properties: {FunctionName: !Sub "work-${AWS::StackName}"}}
            """,
            "P",
            ["F"],
        ),
        (
            """
            B: {Type: AWS::S3::Bucket, Properties: {BucketName: logs}}
            P: {Type: AWS::S3::BucketPolicy, Properties: {Bucket: others}}
            """,
            "P",
            ["P"],
        ),
    ],
)
def test_a_name_is_a_reference(tmp_path: Path, resources: str, plumbing: str, served: list[str]) -> None:
    hosts = Hosts(with_names(system(tmp_path, resources))).of(at(plumbing))
    assert [host.logical_id for host in hosts] == served
