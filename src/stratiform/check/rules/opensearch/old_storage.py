"""A search domain on storage of an earlier generation."""

from __future__ import annotations

from stratiform.check.rule import Pillar, Rule, Severity
from stratiform.check.search_domains import DOMAINS
from stratiform.check.shapes import none_of

RULE = Rule(
    title="A search domain uses storage of an earlier generation",
    why="A gp2 volume ties its speed to its size and magnetic disks are slower still.",
    fix='Set EBSOptions.VolumeType to "gp3".',
    pillar=Pillar.PERFORMANCE,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/opensearch-service/latest/developerguide/bp-sizing.html",
    types=DOMAINS,
    faults=none_of(
        "EBSOptions.VolumeType",
        ("gp2", "standard"),
        "EBSOptions.VolumeType is {value}: gp3 is faster and costs less.",
    ),
)
