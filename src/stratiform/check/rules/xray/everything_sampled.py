"""A sampling rule that traces every request."""

from __future__ import annotations

from stratiform.assembly.properties import number
from stratiform.check.rule import Pillar, Rule, Severity
from stratiform.check.shapes import must

RULE = Rule(
    title="Every request is traced",
    why="Traces are billed by the piece, and a small share of them shows the same.",
    fix="Set FixedRate to 0.05 or so, with a ReservoirSize of a few requests a second.",
    pillar=Pillar.COST,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/xray/latest/devguide/xray-console-sampling.html",
    types=("AWS::XRay::SamplingRule",),
    faults=must(
        "SamplingRule.FixedRate",
        "FixedRate is {value}: every matching request is traced.",
        lambda found: (number(found) or 0) < 1,
    ),
)
