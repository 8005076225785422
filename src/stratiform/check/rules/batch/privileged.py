"""A job with the rights of the machine."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_false

RULE = Rule(
    title="A job runs privileged",
    why="Whoever gets code into the job owns the instance and the other jobs on it.",
    fix="Set ContainerProperties.Privileged to false.",
    pillar=Pillar.SECURITY,
    severity=Severity.HIGH,
    source="https://docs.aws.amazon.com/batch/latest/userguide/job_definition_parameters.html",
    types=("AWS::Batch::JobDefinition",),
    faults=must_be_false("ContainerProperties.Privileged", "Privileged is {value}."),
    references=References(cfn_nag=("W34",), guard=("BATCH_JOB_CONTAINER_PROPERTIES_PRIVILEGED_RULE",)),
)
