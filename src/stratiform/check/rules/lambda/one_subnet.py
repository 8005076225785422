"""A function with a single subnet."""

from __future__ import annotations

from stratiform.assembly.properties import is_unknown, items
from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must

RULE = Rule(
    title="A function in a VPC has a single subnet",
    why="When the subnet's zone fails, or its addresses run out, the function cannot start.",
    fix="Name subnets of at least two zones in VpcConfig.SubnetIds.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/lambda-controls.html#lambda-5",
    types=("AWS::Lambda::Function", "AWS::Serverless::Function"),
    faults=must(
        "VpcConfig.SubnetIds",
        "VpcConfig.SubnetIds is {value}: one zone carries the function.",
        lambda found: len(items(found)) != 1 or is_unknown(items(found)[0]),
    ),
    references=References(security_hub=("Lambda.5",)),
)
