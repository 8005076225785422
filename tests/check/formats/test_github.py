import pytest

from check.formats.rows import FAILED, PASSED
from check.samples import finding, report
from stratiform.assembly.graph import Origin
from stratiform.check.finding import Waiver
from stratiform.check.formats.github import render
from stratiform.check.rule import Severity


def test_a_finding_is_an_annotation_at_its_line() -> None:
    assert render(report(finding())) == (
        "::error file=shop.py,line=12,title=sqs-no-key%3A A queue has no key"
        "::Shop/Jobs/Resource: KmsMasterKeyId is None%0AFix: Set KmsMasterKeyId.\n"
    )


@pytest.mark.parametrize(
    ("severity", "command"),
    [
        (Severity.CRITICAL, "error"),
        (Severity.HIGH, "error"),
        (Severity.MEDIUM, "warning"),
        (Severity.LOW, "notice"),
    ],
)
def test_the_severity_chooses_the_command(severity: Severity, command: str) -> None:
    assert render(report(finding(severity=severity))).startswith(f"::{command} ")


def test_what_would_end_a_command_is_escaped() -> None:
    told = render(report(finding(origin=Origin("a,b:c.py", 1), says="100%\r\n::error::")))
    assert "file=a%2Cb%3Ac.py,line=1" in told
    assert "100%25%0D%0A::error::" in told
    assert len(told.splitlines()) == 1


def test_a_waived_finding_is_no_annotation_and_a_failed_constraint_is_one() -> None:
    told = render(report(finding(waiver=Waiver("known")), matrix="mine", rows=(PASSED, FAILED)))
    assert told == "::error title=mine%3A traced::All is traced: Jobs is not%0AShop/Jobs\n"
