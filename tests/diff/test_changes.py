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
