from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from check.samples import finding
from stratiform.assembly.graph import Address, Origin
from stratiform.check.finding import Waiver
from stratiform.check.rule import Severity
from stratiform.check.waivers.declared import Declared
from stratiform.check.waivers.suppressions import Suppression
from stratiform.check.waivers.waive import waived

LAST = date(2027, 3, 31)
WAIVER = Declared("sqs-no-key", "Shop/*", "not secret", "jo", LAST, Origin("waivers.toml", 3))
JOBS = finding()
SUPPRESSION = Suppression(Address("Shop", "Jobs"), "checkov", "CKV_AWS_27", "a test queue")


def test_a_waiver_counts_through_its_last_day() -> None:
    assert waived([JOBS], [WAIVER], (), LAST) == (
        [finding(waiver=Waiver("not secret", "jo", "2027-03-31", Origin("waivers.toml", 3)))],
        [],
    )


def test_an_expired_waiver_is_a_finding_and_what_it_waived_is_open_again() -> None:
    [again, expired], notes = waived([JOBS], [WAIVER], (), date(2027, 4, 1))
    assert again == JOBS
    assert (expired.rule, expired.severity) == ("waiver-expired", Severity.MEDIUM)
    assert expired.says == "jo's waiver of sqs-no-key for Shop/* expired on 2027-03-31"
    assert expired.origin == Origin("waivers.toml", 3)
    assert notes == []


def test_a_waiver_that_matches_nothing_is_told_with_its_line() -> None:
    found, notes = waived([JOBS], [WAIVER, replace(WAIVER, path="Mail/*")], (), LAST)
    assert found[0].waiver is not None
    assert notes == ["The waiver of sqs-no-key for Mail/* matches no finding (waivers.toml:3)"]


@pytest.mark.parametrize(
    ("suppression", "reason"),
    [
        (SUPPRESSION, "checkov CKV_AWS_27: a test queue"),
        (replace(SUPPRESSION, checker="cfn_nag", id="W48"), "cfn_nag W48: a test queue"),
        (
            replace(SUPPRESSION, checker="cdk_nag", id="AwsSolutions-SQS2"),
            "cdk_nag AwsSolutions-SQS2: a test queue",
        ),
        (replace(SUPPRESSION, checker="cdk_nag", id="AwsSolutions-SQS3"), None),
        (replace(SUPPRESSION, checker="cfn_nag"), None),
        (replace(SUPPRESSION, address=Address("Shop", "Mail")), None),
    ],
)
def test_a_suppression_for_another_checker_counts_for_the_same_fault(
    suppression: Suppression, reason: str | None
) -> None:
    [one], notes = waived([JOBS], (), [suppression], LAST)
    assert one.waiver == (Waiver(reason) if reason else None)
    assert notes == []


def test_a_suppression_counts_for_a_finding_that_only_its_checker_made() -> None:
    other = finding(rule="nag:AwsSolutions-XY1", engine="nag")
    [one], _ = waived([other], (), [replace(SUPPRESSION, checker="cdk_nag", id="AwsSolutions-XY1")], LAST)
    assert one.waiver == Waiver("cdk_nag AwsSolutions-XY1: a test queue")


def test_the_file_goes_before_a_suppression() -> None:
    [one], _ = waived([JOBS], [WAIVER], [SUPPRESSION], LAST)
    assert one.waiver is not None
    assert one.waiver.owner == "jo"
