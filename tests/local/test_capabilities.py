from __future__ import annotations

import json
from pathlib import Path

import pytest

from stratiform.local.capabilities import FILE, Capabilities, Difference, read

KNOWN = Capabilities(
    frozenset({"AWS::SQS::Queue", "AWS::EC2::VPC"}), (Difference("AWS::EC2::VPC", "Nothing is routed."),)
)


def test_what_the_local_cloud_writes_is_read(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(json.dumps(KNOWN.to_json()))
    assert read(tmp_path) == KNOWN


def test_a_document_is_the_same_each_time() -> None:
    assert KNOWN.to_json() == {
        "types": ["AWS::EC2::VPC", "AWS::SQS::Queue"],
        "explain": [{"about": "AWS::EC2::VPC", "says": "Nothing is routed."}],
    }


def test_an_app_is_told_of_the_types_that_it_has_and_of_every_subject() -> None:
    alarms = Difference("alarms", "An alarm looks at the current period too.")
    known = Capabilities(KNOWN.types, (*KNOWN.explain, alarms))
    assert known.differences({"AWS::EC2::VPC"}) == (*KNOWN.explain, alarms)
    assert known.differences({"AWS::SQS::Queue"}) == (alarms,)


@pytest.mark.parametrize("written", [None, "{"])
def test_nothing_is_known_before_the_first_start(tmp_path: Path, written: str | None) -> None:
    if written is not None:
        (tmp_path / FILE).write_text(written)
    assert read(tmp_path) is None


@pytest.mark.parametrize(
    ("type_", "means"),
    [
        ("AWS::SQS::Queue", True),
        ("Custom::Seed", True),
        ("AWS::Serverless::Function", True),
        ("AWS::CloudFormation::CustomResource", True),
        ("AWS::GroundStation::Config", False),
    ],
)
def test_which_types_mean_anything(type_: str, means: bool) -> None:
    assert KNOWN.means(type_) is means
