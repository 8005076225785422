"""JUnit's XML, which every build server shows: a rule is a test case, its findings are its failures.

https://github.com/testmoapp/junitxml
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree import ElementTree as Xml

from stratiform.check.catalogue import catalogue
from stratiform.check.finding import Finding
from stratiform.check.formats.report import Report
from stratiform.check.rule import Pillar

# What XML 1.0 has no way to write.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(report: Report) -> str:
    """A suite a pillar: one case for each finding, and one that passes for each rule that found nothing."""
    root = Xml.Element("testsuites", name="strat check")
    found = report.findings
    failing = {one.rule for one in found.findings}
    known = catalogue()
    for pillar in Pillar:
        mine = [one for one in found.findings if one.pillar is pillar]
        passed = [
            id_ for id_ in found.rules if id_ in known and known[id_].pillar is pillar and id_ not in failing
        ]
        suite = _suite(root, pillar.value, len(mine) + len(passed), mine)
        for one in mine:
            _case(suite, one, report)
        for id_ in passed:
            Xml.SubElement(suite, "testcase", classname=id_, name=_clean(known[id_].title))
    if report.matrix is not None:
        _matrix(root, report)
    for name in ("tests", "failures", "skipped"):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in root)))
    Xml.indent(root)
    return "<?xml version='1.0' encoding='utf-8'?>\n" + Xml.tostring(root, encoding="unicode") + "\n"


def _suite(root: Xml.Element, name: str, tests: int, findings: Iterable[Finding]) -> Xml.Element:
    waived = [one.waiver is not None for one in findings]
    return Xml.SubElement(
        root,
        "testsuite",
        name=_clean(name),
        tests=str(tests),
        failures=str(waived.count(False)),
        skipped=str(waived.count(True)),
    )


def _case(suite: Xml.Element, one: Finding, report: Report) -> None:
    case = Xml.SubElement(suite, "testcase", classname=_clean(one.rule), name=_clean(one.path or one.title))
    if one.origin:
        case.set("file", _clean(report.file(one.origin)))
        case.set("line", str(one.origin.line))
    if one.waiver:
        Xml.SubElement(case, "skipped", message=_clean(f"waived: {one.waiver.reason}"))
        return
    place = [report.place(one.origin)] if one.origin else []
    failure = Xml.SubElement(case, "failure", type=one.severity.name.lower(), message=_clean(one.says))
    failure.text = _clean("\n".join([one.title, *place, one.says, f"Fix: {one.fix}"]))


def _matrix(root: Xml.Element, report: Report) -> None:
    suite = Xml.SubElement(
        root,
        "testsuite",
        name=_clean(f"matrix {report.matrix}"),
        tests=str(len(report.rows)),
        failures=str(sum(row.verdict == "FAIL" for row in report.rows)),
        skipped=str(sum(row.verdict == "NOT-APPLICABLE" for row in report.rows)),
    )
    for row in report.rows:
        case = Xml.SubElement(suite, "testcase", classname=_clean(row.id), name=_clean(row.title))
        if row.verdict == "FAIL":
            failure = Xml.SubElement(case, "failure", type="constraint", message=_clean(row.says))
            failure.text = _clean("\n".join(map(str, row.evidence)))
        elif row.verdict == "NOT-APPLICABLE":
            Xml.SubElement(case, "skipped", message=_clean(row.says))


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)
