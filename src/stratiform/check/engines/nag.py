"""cdk-nag: the reports that its packs wrote into the assembly during the synthesis.

``<pack>-<stack>-NagReport.csv`` or ``.json``; see https://github.com/cdklabs/cdk-nag.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from stratiform.assembly.graph import Graph
from stratiform.check.engines.engine import Engine, Report
from stratiform.check.engines.folders import folders
from stratiform.check.finding import Finding, Waiver
from stratiform.check.rule import Pillar, Severity

_PREFIX = "nag"
_SEVERITIES = {"Error": Severity.HIGH, "Warning": Severity.MEDIUM}
_NAMES = {
    "Rule ID": "ruleId",
    "Resource ID": "resourceId",
    "Compliance": "compliance",
    "Exception Reason": "exceptionReason",
    "Rule Level": "ruleLevel",
    "Rule Info": "ruleInfo",
}


def run(graph: Graph) -> Report:
    """Every line of the reports that is not compliant; what was suppressed keeps its reason as a waiver."""
    findings: dict[Finding, None] = {}
    notes: list[str] = []
    for folder in folders(graph):
        for file in sorted(folder.glob("*-NagReport.*")):
            try:
                lines = _lines(file)
                findings |= dict.fromkeys(_findings(lines, graph))
                notes += [
                    f"cdk-nag could not judge {line['resourceId']} by {line['ruleId']}"
                    for line in lines
                    if line["compliance"] == "UNKNOWN"
                ]
            except (AttributeError, KeyError, TypeError, ValueError, OSError, csv.Error) as failure:
                notes.append(f"{file.name} is not a report of cdk-nag: {failure!r}")
    return Report(tuple(findings), tuple(dict.fromkeys(notes)))


def _lines(file: Path) -> list[Mapping[str, str]]:
    text = file.read_text("utf-8")
    if file.suffix == ".json":
        return list(json.loads(text)["lines"])
    return [{_NAMES[name]: cell for name, cell in row.items()} for row in csv.DictReader(io.StringIO(text))]


def _findings(lines: list[Mapping[str, str]], graph: Graph) -> Iterator[Finding]:
    for line in lines:
        if line["compliance"] not in ("Non-Compliant", "Suppressed"):
            continue
        resource = graph.at(line["resourceId"])
        id_ = line["ruleId"]
        yield Finding(
            rule=f"{_PREFIX}:{id_}",
            title=line["ruleInfo"],
            pillar=Pillar.SECURITY,
            severity=_SEVERITIES.get(line["ruleLevel"], Severity.MEDIUM),
            says=line["ruleInfo"],
            fix=f"See the rule {id_} at https://github.com/cdklabs/cdk-nag/blob/main/RULES.md.",
            address=resource.address if resource else None,
            path=line["resourceId"],
            engine=_PREFIX,
            waiver=Waiver(f"cdk-nag: {line['exceptionReason']}")
            if line["compliance"] == "Suppressed"
            else None,
        )


ENGINE = Engine("cdk-nag", _PREFIX, run)
