"""A schedule whose failed calls are dropped."""

from __future__ import annotations

from stratiform.check.rule import Pillar, Rule, Severity
from stratiform.check.shapes import must_be_set

RULE = Rule(
    title="Calls of a schedule that fail are dropped",
    why="When the retries end the run is lost, and nobody learns that the job did not start.",
    fix="Give the target a DeadLetterConfig with the ARN of a queue.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html",
    types=("AWS::Scheduler::Schedule",),
    faults=must_be_set(
        "Target.DeadLetterConfig", "Target.DeadLetterConfig is {value}: a run that fails is lost."
    ),
)
