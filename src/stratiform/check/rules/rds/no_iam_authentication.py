"""A database that only passwords open."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import value
from stratiform.check.databases import stands_alone
from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_true

# Where AWS offers it: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.html
_ENGINES = ("mysql", "mariadb", "postgres", "aurora")


def _supported(database: Resource, graph: Graph) -> bool:
    engine = value(database, "Engine")
    of_its_own = database.type == "AWS::RDS::DBCluster" or stands_alone(database, graph)
    return of_its_own and isinstance(engine, str) and engine.startswith(_ENGINES)


RULE = Rule(
    title="A database can only be opened with a password",
    why=(
        "A password lives long and is passed around; a token of IAM lives fifteen minutes and is "
        "nobody's to keep."
    ),
    fix="Set EnableIAMDatabaseAuthentication to true and let applications sign in with tokens.",
    pillar=Pillar.SECURITY,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-10",
    types=("AWS::RDS::DBInstance", "AWS::RDS::DBCluster"),
    faults=must_be_true(
        "EnableIAMDatabaseAuthentication",
        "EnableIAMDatabaseAuthentication is {value}: only passwords open the database.",
    ),
    applies=_supported,
    references=References(
        security_hub=("RDS.10", "RDS.12"),
        cdk_nag=("AwsSolutions-RDS6",),
        checkov=("CKV_AWS_161", "CKV_AWS_162"),
    ),
)
