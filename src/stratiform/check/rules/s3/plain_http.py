"""A bucket that answers requests without TLS."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.links import sources
from stratiform.assembly.policies import Statement
from stratiform.assembly.properties import is_unknown, may_be
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity
from stratiform.check.texts import written
from stratiform.check.transport import refuses_plain_http

_POLICY = "AWS::S3::BucketPolicy"


def _covers_bucket_and_objects(resources: Iterable[Any]) -> bool:
    # An attribute alone is the ARN of a bucket; any other intrinsic may be both.
    texts = ["" if _is_attribute(resource) else written(resource) for resource in resources]
    objects = any(text is None or text.endswith("*") for text in texts)
    return objects and any(text is None or not text.endswith("/*") for text in texts)


def _is_attribute(resource: Any) -> bool:
    return isinstance(resource, Mapping) and "Fn::GetAtt" in resource


def _covers_everything(statement: Statement) -> bool:
    unknown = is_unknown(statement.body.get("Action"))
    every = unknown or any(may_be(action, "*", "s3:*") for action in statement.actions)
    return every and _covers_bucket_and_objects(statement.resources)


def _has_no_policy(resource: Resource, graph: Graph) -> bool:
    """A bucket with a policy is judged by it: there the statement belongs."""
    return resource.type == _POLICY or not any(sources(graph, resource, _POLICY, "Bucket"))


def _faults(resource: Resource, graph: Graph) -> Fault | None:
    if resource.type != _POLICY:
        return Fault("The bucket has no policy, so nothing refuses requests over plain HTTP.")
    if refuses_plain_http(resource, _covers_everything):
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
