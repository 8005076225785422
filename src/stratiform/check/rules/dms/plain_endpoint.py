"""A connection to a database without TLS."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import none_of

# Engines that SslMode is for; the others have settings of their own.
_ENGINES = (
    "aurora",
    "aurora-postgresql",
    "azuredb",
    "db2",
    "docdb",
    "mariadb",
    "mongodb",
    "mysql",
    "oracle",
    "postgres",
    "sqlserver",
    "sybase",
)


RULE = Rule(
    title="A DMS endpoint does not use TLS",
    why="Every row that is replicated, and the password, can be read on the way.",
    fix="Set SslMode to require, verify-ca or verify-full.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/dms-controls.html#dms-9",
    types=("AWS::DMS::Endpoint",),
    faults=none_of("SslMode", ("none",), "SslMode is {value}.", default="none"),
    applies=lambda endpoint, graph: str(endpoint.properties.get("EngineName")).lower() in _ENGINES,
    references=References(security_hub=("DMS.9",)),
)
