"""Policies refuse requests without TLS."""

from __future__ import annotations

from collections.abc import Mapping

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.links import sources
from stratiform.assembly.policies import statements
from stratiform.assembly.properties import items
from stratiform.check.assertion import Assertion, Failure, Given, Outcome
from stratiform.check.selection import TYPES, selected
from stratiform.check.transport import denies_plain_http

# The policy of each type, and the property that names what it is of.
_POLICIES: Mapping[str, tuple[str, str]] = {
    "AWS::S3::Bucket": ("AWS::S3::BucketPolicy", "Bucket"),
    "AWS::SQS::Queue": ("AWS::SQS::QueuePolicy", "Queues"),
    "AWS::SNS::Topic": ("AWS::SNS::TopicPolicy", "Topics"),
}


def _judge(graph: Graph, given: Given) -> Outcome:
    passed, failed = [], []
    for resource in selected(graph, given):
        policies = _policies(graph, resource)
        refusing = [policy for policy in policies if _denies(policy)]
        if refusing:
            passed += [resource.address, *(policy.address for policy in refusing)]
        else:
            name = resource.address.logical_id
            says = f"No policy of {name} denies requests where aws:SecureTransport is false."
            failed.append(Failure(says, (resource.address, *(policy.address for policy in policies))))
    return Outcome(tuple(passed), tuple(failed))


def _policies(graph: Graph, resource: Resource) -> list[Resource]:
    type_, path = _POLICIES.get(resource.type, ("", ""))
    named = resource.properties.get("BucketName")
    by_name = (
        policy
        for policy in graph.of_type(type_)
        if isinstance(named, str) and named in items(policy.properties.get(path))
    )
    return list({one.address: one for one in (*sources(graph, resource, type_, path), *by_name)}.values())


def _denies(policy: Resource) -> bool:
    """A document that is not known proves nothing."""
    return any(map(denies_plain_http, statements(policy.properties.get("PolicyDocument"), "PolicyDocument")))


ASSERTION = Assertion(
    about="The policies of buckets, queues and topics deny requests where aws:SecureTransport is false.",
    parameters=TYPES,
    judge=_judge,
)
