"""A queue, topic, bucket or bus that everybody may send to, with something behind it."""

from __future__ import annotations

from collections.abc import Iterator

from stratiform.assembly.graph import Address, Graph, Resource
from stratiform.assembly.links import targets
from stratiform.assembly.policies import Statement, statements
from stratiform.check.delivery import out_of
from stratiform.check.rule import Fault, Pillar, Rule, Severity

_POLICIES = {
    "AWS::SQS::QueuePolicy": ("Queues", "sqs:sendmessage"),
    "AWS::SNS::TopicPolicy": ("Topics", "sns:publish"),
    "AWS::S3::BucketPolicy": ("Bucket", "s3:putobject"),
}


def _opened(policy: Resource) -> Iterator[Statement]:
    action = _POLICIES[policy.type][1]
    for statement in statements(policy.properties.get("PolicyDocument"), "PolicyDocument"):
        allowed = [one.lower() for one in statement.actions if isinstance(one, str)]
        wide = (action, "*", f"{action.partition(':')[0]}:*")
        if statement.allows and statement.is_for_everyone and any(one in wide for one in allowed):
            yield statement


def _reached(policy: Resource, graph: Graph) -> list[tuple[Resource, Address]]:
    """What the policy is of, each with what it triggers."""
    own = list(targets(graph, policy, _POLICIES[policy.type][0]))
    return [(one, trigger.target) for one in own for trigger in out_of(graph, one)]


def _applies(policy: Resource, graph: Graph) -> bool:
    return bool(_reached(policy, graph))


def _faults(policy: Resource, graph: Graph) -> Fault | None:
    for statement in _opened(policy):
        if statement.body.get("Condition"):
            continue
        resource, behind = _reached(policy, graph)[0]
        return Fault(
            f"Everybody may send to {resource.address.logical_id}, which triggers {behind.logical_id}.",
            at=statement.at,
            evidence=(resource.address, behind),
        )
    return None


RULE = Rule(
    title="Everybody can trigger a workload",
    why="Strangers choose what it works on and how often, at your price.",
    fix="Name the principals that may send, or add a condition on aws:SourceArn or aws:PrincipalOrgID.",
    pillar=Pillar.SECURITY,
    severity=Severity.HIGH,
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous",
    types=tuple(_POLICIES),
    applies=_applies,
    faults=_faults,
)
