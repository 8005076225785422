"""A security group that nothing has."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.links import told
from stratiform.assembly.security_groups import EGRESS, GROUP, INGRESS
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity

# Rules of groups name groups without giving them to anything.
_RULES = (GROUP, INGRESS, EGRESS)


def _applies(group: Resource, graph: Graph) -> bool:
    """What language extensions write out names groups that nobody can see before they run."""
    stack = graph.stacks.get(group.address.stack)
    return stack is None or "AWS::LanguageExtensions" not in stack.transform


def _faults(group: Resource, graph: Graph) -> Fault | None:
    naming = [edge.source for edge in graph.into(group.address)]
    if group.address in told(graph) or any(graph.resources[one].type not in _RULES for one in naming):
        return None
    return Fault("Nothing has it, and no output names it.", evidence=tuple(dict.fromkeys(naming)))


RULE = Rule(
    title="Nothing has a security group",
    why="Rules that guard nothing hide those that do, and wait for somebody to use them by mistake.",
    fix="Delete it with its rules, or give it to what it was made for.",
    pillar=Pillar.OPERATIONS,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-22",
    types=(GROUP,),
    applies=_applies,
    faults=_faults,
    references=References(security_hub=("EC2.22",)),
)
