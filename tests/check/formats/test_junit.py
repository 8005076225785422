from xml.etree import ElementTree as Xml

import pytest

from check.formats.rows import ABSENT, FAILED, PASSED
from check.samples import RULES, finding, report
from stratiform.check.finding import Waiver
from stratiform.check.formats import junit
from stratiform.check.formats.junit import render
from stratiform.check.formats.report import Report


@pytest.fixture(autouse=True)
def _rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(junit, "catalogue", lambda: RULES)


def suites(one: Report) -> dict[str, Xml.Element]:
    root = Xml.fromstring(render(one).encode())
    for name in ("tests", "failures", "skipped"):
        assert int(root.attrib[name]) == sum(int(suite.attrib[name]) for suite in root)
    for suite in root:
        assert int(suite.attrib["tests"]) == len(suite)
        assert int(suite.attrib["failures"]) == len(suite.findall("testcase/failure"))
        assert int(suite.attrib["skipped"]) == len(suite.findall("testcase/skipped"))
    return {suite.attrib["name"]: suite for suite in root}


def test_a_finding_fails_and_a_waived_one_is_skipped() -> None:
    security = suites(report(finding(), finding(waiver=Waiver("not secret"))))["security"]
    failed, skipped = security
    assert failed.attrib == {
        "classname": "sqs-no-key",
        "name": "Shop/Jobs/Resource",
        "file": "shop.py",
        "line": "12",
    }
    failure = failed.find("failure")
    assert failure is not None
    assert failure.attrib == {"type": "high", "message": "KmsMasterKeyId is None"}
    assert failure.text == "A queue has no key\nshop.py:12\nKmsMasterKeyId is None\nFix: Set KmsMasterKeyId."
    assert skipped.find("skipped") is not None


def test_a_rule_that_found_nothing_passes() -> None:
    [case] = suites(report())["security"]
    assert (case.attrib["classname"], case.attrib["name"], len(case)) == (
        "sqs-no-key",
        "A queue has no key",
        0,
    )


def test_a_matrix_is_a_suite_of_its_own() -> None:
    matrix = suites(report(matrix="mine", rows=(PASSED, FAILED, ABSENT)))["matrix mine"]
    assert [[inner.tag for inner in case] for case in matrix] == [[], ["failure"], ["skipped"]]


def test_what_xml_cannot_hold_is_replaced() -> None:
    told = suites(report(finding(says="a\x00b <&\u0001 \ud800")))
    failure = told["security"].find("testcase/failure")
    assert failure is not None
    assert failure.attrib["message"] == "a\ufffdb <&\ufffd \ufffd"
