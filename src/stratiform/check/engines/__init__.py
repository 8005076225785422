"""Checkers by others, one a file. What they find joins our own findings, so that one fault is one finding."""

from __future__ import annotations

from collections.abc import Iterable

from stratiform.assembly.graph import Graph
from stratiform.check.engines import cdk_report, nag, validator
from stratiform.check.engines.engine import Engine, Report

ALL = (validator.ENGINE, cdk_report.ENGINE, nag.ENGINE)
PREFIXES = tuple(engine.prefix for engine in ALL)


def examine(graph: Graph, engines: Iterable[Engine]) -> list[Report]:
    """What each engine reports. One that is missing or fails says so in a note. Never raises."""
    reports = []
    for engine in engines:
        try:
            reports.append(engine.run(graph))
        except Exception as failure:
            reason = f"{type(failure).__name__}: {failure}"
            reports.append(
                Report(notes=(f"{engine.name} did not run, so its findings are missing: {reason}",))
            )
    return reports
