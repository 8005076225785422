from dataclasses import replace

from check.formats.rows import FAILED, PASSED
from check.samples import finding, report
from stratiform.assembly.graph import Address, Origin
from stratiform.check.finding import Waiver
from stratiform.check.formats.text import render
from stratiform.check.rule import Pillar, Severity


def test_a_finding_says_what_where_and_how() -> None:
    told = render(report(finding(evidence=(Address("Shop", "Key"),))))
    assert told == (
        "Security (1 high)\n"
        "  HIGH     A queue has no key  sqs-no-key\n"
        "           shop.py:12  Shop/Jobs/Resource\n"
        "             KmsMasterKeyId is None\n"
        "             because of Shop/Key\n"
        "           fix: Set KmsMasterKeyId.\n"
        "\n"
        "1 finding: 1 high; 0 waived. 7 resources, 1 rules.\n"
    )


def test_a_pillar_is_one_group_with_its_counts() -> None:
    told = render(
        report(
            finding(severity=Severity.CRITICAL),
            finding(path="Shop/Mail"),
            finding(path="Shop/More"),
            finding(pillar=Pillar.COST, severity=Severity.LOW),
        )
    )
    assert "Security (1 critical, 2 high)\n" in told
    assert told.count("Security") == 1
    assert "Cost optimization (1 low)\n" in told
    assert "4 findings: 1 critical, 2 high, 1 low; 0 waived." in told


def test_what_findings_of_one_rule_have_in_common_is_said_once() -> None:
    others = (finding(path="Shop/Mail"), finding(path="Shop/More", says="It has no key", at="Tags[0]"))
    told = render(report(finding(), *others))
    assert told.startswith(
        "Security (3 high)\n"
        "  HIGH     A queue has no key  sqs-no-key (3)\n"
        "           shop.py:12  Shop/Jobs/Resource\n"
        "             KmsMasterKeyId is None\n"
        "           shop.py:12  Shop/Mail\n"
        "           shop.py:12  Shop/More\n"
        "             It has no key (Tags[0])\n"
        "           fix: Set KmsMasterKeyId.\n"
    )


def test_a_matrix_has_its_headings() -> None:
    rows = (replace(PASSED, group="One"), replace(PASSED, group="One"), replace(FAILED, group="Two"))
    lines = render(report(matrix="mine", rows=rows)).splitlines()
    assert [line for line in lines if line in ("  One", "  Two")] == ["  One", "  Two"]


def test_a_file_outside_the_folder_keeps_its_whole_path() -> None:
    assert "/elsewhere/a.py:3  Shop" in render(report(finding(origin=Origin("/elsewhere/a.py", 3))))


def test_waived_findings_and_notes_follow() -> None:
    waiver = Waiver("not secret", "jo", "2027-03-31")
    told = render(report(finding(waiver=waiver), finding(waiver=Waiver("odd")), notes=("half of it",)))
    assert told == (
        "waived: sqs-no-key Shop/Jobs/Resource: not secret (jo, until 2027-03-31)\n"
        "waived: sqs-no-key Shop/Jobs/Resource: odd (no owner)\n"
        "note: half of it\n"
        "No findings; 2 waived. 7 resources, 1 rules.\n"
    )


def test_a_matrix_has_a_line_for_each_constraint_and_evidence_where_it_fails() -> None:
    told = render(report(matrix="mine", rows=(PASSED, FAILED)))
    assert "Matrix mine\n  PASS           encrypted  All is encrypted\n" in told
    assert "  FAIL           traced  All is traced\n" in told
    assert "                 Jobs is not\n                 Shop/Jobs\n" in told
    assert "Shop/Fine" not in told


def test_colours_are_for_a_terminal_only_and_text_is_no_markup() -> None:
    one = report(finding(says="[bold]x[/bold]"))
    assert "\x1b[" not in render(one)
    assert "\x1b[" in render(one, colours=True)
    assert "[bold]x[/bold]" in render(one)
