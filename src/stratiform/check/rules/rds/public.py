"""A database instance with a public address."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import is_true, is_unknown, value
from stratiform.check.databases import stands_alone
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity


def _faults(instance: Resource, graph: Graph) -> Fault | None:
    public = value(instance, "PubliclyAccessible")
    if public is None and stands_alone(instance, graph) and value(instance, "DBSubnetGroupName") is None:
        says = "PubliclyAccessible and DBSubnetGroupName are absent, which AWS takes for public."
        return Fault(says, at="PubliclyAccessible")
    if is_unknown(public) or not is_true(public):
        return None
    return Fault(
        f"PubliclyAccessible is {public}: the database has a public address.", at="PubliclyAccessible"
    )


RULE = Rule(
    title="A database has a public address",
    why="The database can be reached from the internet wherever a security group lets it.",
    fix="Set PubliclyAccessible to false and name a DBSubnetGroupName.",
    pillar=Pillar.SECURITY,
    severity=Severity.CRITICAL,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-2",
    types=("AWS::RDS::DBInstance",),
    faults=_faults,
    references=References(
        security_hub=("RDS.2",),
        checkov=("CKV_AWS_17",),
        cfn_nag=("F22",),
        guard=("RDS_INSTANCE_PUBLIC_ACCESS_CHECK",),
    ),
)
