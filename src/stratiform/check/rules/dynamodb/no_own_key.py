"""A table without a key of your own."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import value
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_true

_KEY = "SSESpecification.KMSMasterKeyId"


def _faults(table: Resource, graph: Graph) -> Fault | None:
    off = must_be_true("SSESpecification.SSEEnabled", "SSEEnabled is {value}: the key belongs to DynamoDB.")
    key = value(table, _KEY)
    if key is None or (isinstance(key, str) and "alias/aws/" in key):
        says = f"KMSMasterKeyId is {key or 'absent'}: the key belongs to AWS."
        return off(table, graph) or Fault(says, at=_KEY)
    return off(table, graph)


RULE = Rule(
    title="A table is not encrypted with a key of your own",
    why="DynamoDB encrypts it with a key of its own, whose use you can neither grant, log nor end.",
    fix=(
        "Set SSESpecification with SSEEnabled and a KMSMasterKeyId, where policy asks for one; else "
        "waive the finding."
    ),
    pillar=Pillar.SECURITY,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html",
    types=("AWS::DynamoDB::Table",),
    faults=_faults,
    references=References(
        checkov=("CKV_AWS_119",), cfn_nag=("W74",), guard=("DYNAMODB_TABLE_ENCRYPTED_KMS",)
    ),
)
