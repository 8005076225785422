from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from check.samples import finding
from stratiform.assembly.graph import Address
from stratiform.check.waivers.declared import Declared, read
from stratiform.errors import WaiverError

WAIVER = """\
# what we accept

[[waivers]]
rule = "sqs-no-key"
path = "Shop/*"
reason = "Nothing in it is secret."
owner = "jo@example.com"
expires = 2027-03-31
"""


def waivers(tmp_path: Path, text: str) -> tuple[Declared, ...]:
    (tmp_path / "waivers.toml").write_text(text)
    return read(tmp_path / "waivers.toml", {"sqs-no-key", "sqs-no-dead-letters"}, ("validate", "nag"))


def test_a_waiver_has_all_that_is_written(tmp_path: Path) -> None:
    [one] = waivers(tmp_path, WAIVER)
    assert (one.rule, one.path, one.owner) == ("sqs-no-key", "Shop/*", "jo@example.com")
    assert one.expires == date(2027, 3, 31)
    assert str(one.origin) == f"{tmp_path}/waivers.toml:3"


def test_a_date_may_be_text_and_a_rule_may_be_another_engines(tmp_path: Path) -> None:
    text = WAIVER.replace("2027-03-31", '"2027-04-01"').replace("sqs-no-key", "validate:W2508")
    [one] = waivers(tmp_path, text)
    assert (one.rule, one.expires) == ("validate:W2508", date(2027, 4, 1))


def test_an_empty_file_waives_nothing(tmp_path: Path) -> None:
    assert waivers(tmp_path, "") == ()


@pytest.mark.parametrize(
    ("rule", "path", "matches"),
    [
        ("sqs-no-key", "Shop/*", True),
        ("sqs-no-key", "Shop/Jobs/Resource", True),
        ("sqs-no-key", "Shop/Jobs", True),  # as stack and logical id
        ("nag:AwsSolutions-SQS2", "*", True),
        ("sqs-no-key", "Mail/*", False),
        ("sqs-no-dead-letters", "*", False),
    ],
)
def test_a_waiver_is_about_a_rule_by_any_of_its_ids_and_a_path(
    tmp_path: Path, rule: str, path: str, matches: bool
) -> None:
    [one] = waivers(tmp_path, WAIVER.replace("sqs-no-key", rule).replace("Shop/*", path))
    subject = finding(address=Address("Shop", "Jobs"), also=("nag:AwsSolutions-SQS2",))
    assert one.matches(subject) is matches


@pytest.mark.parametrize(
    ("before", "after", "line", "words"),
    [
        ("sqs-no-key", "sqs-no-keys", 4, ["'sqs-no-keys'", "Did you mean sqs-no-key?", "strat check --list"]),
        ("sqs-no-key", "other:E1", 4, ["'other:E1'"]),
        ('owner = "jo@example.com"\n', "", 3, ["has no owner", "owner ="]),
        ("jo@example.com", " ", 7, ["has no owner"]),
        ("expires = 2027-03-31\n", "", 3, ["has no expires", "2027-03-31"]),
        ("2027-03-31", '"next spring"', 8, ["'next spring'", "2027-03-31"]),
        ("2027-03-31", "2027-03-31T10:00:00", 8, ["no date"]),
        ("2027-03-31", "20270331", 8, ["20270331"]),
        ("2027-03-31", "2027-13-31", 8, ["is not TOML"]),
        ("reason", "because", 6, ["'because'", "rule, path, reason, owner, expires"]),
        ("[[waivers]]", "[[waver]]", 1, ["'waver'", "[[waivers]]"]),
        ("[[waivers]]", "[waivers]", 1, ["'waivers'"]),
        ('"Shop/*"', "7", 5, ["has no path: it is 7"]),
    ],
)
def test_a_waiver_that_lacks_something_is_told_with_its_line(
    tmp_path: Path, before: str, after: str, line: int, words: list[str]
) -> None:
    with pytest.raises(WaiverError) as caught:
        waivers(tmp_path, WAIVER.replace(before, after))
    told = f"{caught.value.what} {caught.value.fix}"
    assert all(word in told for word in words), told
    assert caught.value.where == f"{tmp_path}/waivers.toml:{line}"


def test_the_second_waiver_has_its_own_lines(tmp_path: Path) -> None:
    with pytest.raises(WaiverError) as caught:
        waivers(tmp_path, WAIVER + WAIVER.replace("jo@example.com", ""))
    assert caught.value.where == f"{tmp_path}/waivers.toml:15"


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(WaiverError, match="does not exist") as raised:
        read(tmp_path / "none.toml", (), ())
    assert raised.value.fix == "Check the path."
