"""What the answer can be asked."""

from __future__ import annotations

from diff.templates import resource


def test_destructive_and_broadening_changes_are_told_apart(compare):
    lost = compare({"Orders": resource("DynamoDB::Table", TableName="a")}, {"Other": resource("SNS::Topic")})
    assert [one.address.logical_id for one in lost.destructive] == ["Orders"]
    assert not lost.broadening
    opened = compare(
        {"Db": resource("RDS::DBInstance", PubliclyAccessible=False)},
        {"Db": resource("RDS::DBInstance", PubliclyAccessible=True)},
    )
    assert not opened.destructive
    assert len(opened.broadening) == 1


def test_a_lost_alarm_is_no_broadening(compare):
    changes = compare({"Errors": resource("CloudWatch::Alarm", Threshold=1)}, {"T": resource("SNS::Topic")})
    assert changes.concerns
    assert not changes.broadening


def test_a_picture_marks_a_rename_as_removed_and_added(compare):
    bucket = resource("S3::Bucket", BucketName="b", Tags=[{"Key": "a", "Value": "b"}])
    changes = compare(
        {"Old": bucket, "F": resource("Lambda::Function", Timeout=1), "Gone": resource("SNS::Topic")},
        {"New": bucket, "F": resource("Lambda::Function", Timeout=2), "Come": resource("Events::EventBus")},
    )
    assert {address.logical_id: status for address, status in changes.statuses().items()} == {
        "Old": "removed",
        "New": "added",
        "F": "changed",
        "Gone": "removed",
        "Come": "added",
    }


def test_metadata_alone_is_not_marked_in_a_picture(compare):
    topic = resource("SNS::Topic")
    changes = compare({"T": topic}, {"T": topic | {"Metadata": {"note": "x"}}})
    assert not changes.empty
    assert changes.statuses() == {}
