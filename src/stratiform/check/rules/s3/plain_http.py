"""A bucket that answers requests without TLS."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from stratiform.assembly.graph import Graph, Resource
from stratiform.check.links import sources
from stratiform.check.properties import is_false, is_unknown, items, value
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity
from stratiform.check.statements import Statement, statements

_POLICY = "AWS::S3::BucketPolicy"


def _is_no(wanted: Any) -> bool:
    return wanted is not None and is_false(wanted)


def _covers_bucket_and_objects(resources: Iterable[Any]) -> bool:
    texts = [resource if isinstance(resource, str) else _end(resource) for resource in resources]
    objects = any(text is None or text.endswith("*") for text in texts)
    return objects and any(text is None or not text.endswith("/*") for text in texts)


def _end(intrinsic: Any) -> str | None:
    """The end of a text that is joined or substituted; None where it is not known, which may be anything."""
    ((function, argument),) = intrinsic.items() if is_unknown(intrinsic) else (("", None),)
    if function == "Fn::GetAtt":
        return "arn"
    parts = argument[1] if function == "Fn::Join" and isinstance(argument, list) else argument
    last = parts[-1] if isinstance(parts, list) and parts else parts
    return last if isinstance(last, str) and function in ("Fn::Join", "Fn::Sub") else None


def _refuses_plain_http(statement: Statement) -> bool:
    return (
        statement.denies
        and statement.is_for_everyone
        and _covers_bucket_and_objects(statement.resources)
        and any(action in ("*", "s3:*") for action in statement.actions)
        and any(
            key == "aws:securetransport" and operator.startswith("Bool") and any(map(_is_no, items(wanted)))
            for operator, key, wanted in statement.conditions
        )
    )


def _has_no_policy(resource: Resource, graph: Graph) -> bool:
    """A bucket with a policy is judged by it: there the statement belongs."""
    return resource.type == _POLICY or not any(sources(graph, resource, _POLICY, "Bucket"))


def _faults(resource: Resource, graph: Graph) -> Fault | None:
    if resource.type != _POLICY:
        return Fault("The bucket has no policy, so nothing refuses requests over plain HTTP.")
    document = value(resource, "PolicyDocument")
    if is_unknown(document) or any(map(_refuses_plain_http, statements(document, "PolicyDocument"))):
        return None
    return Fault("No statement denies requests where aws:SecureTransport is false.", at="PolicyDocument")


RULE = Rule(
    title="A bucket answers requests over plain HTTP",
    why="Objects and signatures of requests can be read on the way.",
    fix="Add a bucket policy statement that denies s3:* to everyone where aws:SecureTransport is false.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-5",
    types=("AWS::S3::Bucket", "AWS::S3::BucketPolicy"),
    faults=_faults,
    applies=_has_no_policy,
    references=References(
        security_hub=("S3.5",), cdk_nag=("AwsSolutions-S10",), guard=("S3_BUCKET_SSL_REQUESTS_ONLY",)
    ),
)
