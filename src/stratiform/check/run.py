"""`check`: every rule and every engine look at one graph."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from stratiform.assembly.graph import Graph
from stratiform.check import engines
from stratiform.check.catalogue import catalogue
from stratiform.check.engines.engine import Engine, Report
from stratiform.check.finding import Finding, Findings, ordered
from stratiform.check.judgement import Judgement, judge
from stratiform.check.merge import merged
from stratiform.check.places import Places
from stratiform.check.rule import Rule
from stratiform.check.waivers import suppressions
from stratiform.check.waivers.declared import Declared
from stratiform.check.waivers.waive import waived


def check(
    graph: Graph,
    *,
    rules: Mapping[str, Rule] | None = None,
    others: Sequence[Engine] = engines.ALL,
    waivers: Sequence[Declared] = (),
    today: datetime.date | None = None,
) -> Findings:
    """What is wrong with ``graph``, by ``rules`` (all of them unless given) and by ``others``.

    ``waivers`` are those of a file; suppressions in the templates' metadata count as well. ``today`` decides
    which of them have expired. Never raises for a rule or an engine that fails: it becomes a note.
    """
    rules = catalogue() if rules is None else rules
    places = Places(graph)
    reports: list[Report] = []
    beside = threading.Thread(target=lambda: reports.extend(engines.examine(graph, others)))
    beside.start()  # the validator is native code: it runs while our rules do
    judgements = {id_: judge(rule, graph) for id_, rule in rules.items()}
    own = [
        replace(one, origin=places.of(one))
        for id_, judgement in judgements.items()
        for one in _findings(id_, rules[id_], judgement, graph)
    ]
    beside.join()
    foreign = (_known(one, graph) for report in reports for one in report.findings)
    found = merged(own, (replace(one, origin=places.of(one)) for one in foreign), rules, graph)
    asked = [one for one in waivers if one.rule in rules or (":" in one.rule and others)]
    accepted, useless = waived(found, asked, suppressions.read(graph), today or datetime.date.today())
    return Findings(
        ordered(accepted),
        tuple(rules),
        len(graph.resources),
        (
            *graph.notes,
            *(note for id_, judgement in judgements.items() for note in _broken(id_, judgement)),
            *(note for report in reports for note in report.notes),
            *useless,
        ),
    )


def _findings(id_: str, rule: Rule, judgement: Judgement, graph: Graph) -> Iterator[Finding]:
    for address, fault in judgement.faults.items():
        resource = graph.resources[address]
        yield Finding(
            rule=id_,
            title=rule.title,
            pillar=rule.pillar,
            severity=rule.severity,
            says=fault.says,
            fix=rule.fix,
            address=address,
            path=resource.path,
            type=resource.type,
            at=fault.at,
            evidence=fault.evidence,
            references=rule.references,
        )


def _known(finding: Finding, graph: Graph) -> Finding:
    """What another engine found, with what the graph knows of the resource."""
    resource = graph.resources.get(finding.address) if finding.address else None
    return replace(finding, path=resource.path, type=resource.type) if resource else finding


def _broken(id_: str, judgement: Judgement) -> Iterable[str]:
    for address, failure in judgement.broken.items():
        yield f"The rule {id_} could not judge {address}, which is a bug in strat: {failure!r}"
