"""One JSON document: every field of every finding, with the names that the source has."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from stratiform.assembly.graph import Origin
from stratiform.check.finding import Finding, Waiver
from stratiform.check.formats.report import Report
from stratiform.check.rule import Severity


def render(report: Report) -> str:
    """The document, indented, with a newline at its end."""
    found = report.findings
    document = {
        "subject": report.subject,
        "summary": {
            **{
                severity.name.lower(): sum(one.severity is severity for one in found.open())
                for severity in sorted(Severity, reverse=True)
            },
            "waived": sum(one.waiver is not None for one in found.findings),
            "resources": found.resources,
            "rules": len(found.rules),
        },
        "findings": [_finding(one, report) for one in found.findings],
        "notes": list(found.notes),
    }
    if report.matrix is not None:
        document["matrix"] = {
            "name": report.matrix,
            "constraints": [
                {
                    "id": row.id,
                    "group": row.group,
                    "title": row.title,
                    "verdict": row.verdict,
                    "says": row.says,
                    "evidence": [str(address) for address in row.evidence],
                }
                for row in report.rows
            ],
        }
    return json.dumps(document, indent=2) + "\n"


def _finding(one: Finding, report: Report) -> dict[str, Any]:
    return {
        "rule": one.rule,
        "title": one.title,
        "pillar": one.pillar.value,
        "severity": one.severity.name.lower(),
        "says": one.says,
        "fix": one.fix,
        "stack": one.address.stack if one.address else None,
        "logical_id": one.address.logical_id if one.address else None,
        "path": one.path,
        "type": one.type,
        "at": one.at,
        "origin": _origin(one.origin, report),
        "evidence": [str(address) for address in one.evidence],
        "references": asdict(one.references),
        "also": list(one.also),
        "engine": one.engine,
        "waiver": _waiver(one.waiver, report),
    }


def _origin(origin: Origin | None, report: Report) -> dict[str, Any] | None:
    return {"file": report.file(origin), "line": origin.line} if origin else None


def _waiver(waiver: Waiver | None, report: Report) -> dict[str, Any] | None:
    return {**asdict(waiver), "origin": _origin(waiver.origin, report)} if waiver else None
