"""What a picture marks."""

from __future__ import annotations

from diff.templates import resource
from stratiform.assembly.graph import Address
from stratiform.diff import diff
from stratiform.diff.marks import marks


def test_a_rename_is_removed_and_added_and_stacks_meet_under_one_id(graph):
    bucket = resource("S3::Bucket", BucketName="b", Tags=[{"Key": "a", "Value": "b"}])
    before = graph(
        {"Old": bucket, "F": resource("Lambda::Function", Timeout=1), "Gone": resource("SNS::Topic")},
        file="a",
    )
    after = graph(
        {"New": bucket, "F": resource("Lambda::Function", Timeout=2), "Come": resource("Events::EventBus")},
        file="b",
    )
    moved, found = marks(diff(before, after), before, after)
    assert found == {
        Address("b", "Old"): "removed",
        Address("b", "New"): "added",
        Address("b", "F"): "changed",
        Address("b", "Gone"): "removed",
        Address("b", "Come"): "added",
    }
    assert set(moved.stacks) == {"b"}
    assert set(moved.resources) == {Address("b", name) for name in ("Old", "F", "Gone")}


def test_metadata_alone_is_not_marked(graph):
    topic = resource("SNS::Topic")
    before, after = graph({"T": topic}), graph({"T": topic | {"Metadata": {"note": "x"}}})
    changes = diff(before, after)
    assert not changes.empty
    assert marks(changes, before, after)[1] == {}
