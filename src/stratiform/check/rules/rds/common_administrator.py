"""A database whose administrator has the name that everybody tries first."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must

RULE = Rule(
    title="The administrator of a database has a default name",
    why="An attacker must guess only the password.",
    fix="Choose another MasterUsername, or let RDS keep the credentials in Secrets Manager.",
    pillar=Pillar.SECURITY,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-25",
    types=("AWS::RDS::DBInstance", "AWS::RDS::DBCluster"),
    faults=must(
        "MasterUsername",
        "MasterUsername is {value}, a default that is tried first.",
        lambda found: str(found) not in ("admin", "postgres"),
    ),
    references=References(security_hub=("RDS.25", "RDS.24")),
)
