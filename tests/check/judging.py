"""What a rule says of a system of a few lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from graphs import graph
from stratiform.assembly.graph import Graph
from stratiform.assembly.properties import is_unknown
from stratiform.check.catalogue import catalogue

Place = tuple[str | int, ...]


def failing(rule_id: str, resources: Mapping[str, Any] | Graph, **sections: Any) -> dict[str, str]:
    """Logical id -> what the rule says, for every subject with a fault."""
    system = resources if isinstance(resources, Graph) else graph(resources, **sections)
    rule = catalogue()[rule_id]
    found = {
        resource.address.logical_id: rule.faults(resource, system)
        for resource in system.of_type(*rule.types)
        if rule.applies(resource, system)
    }
    return {name: fault.says for name, fault in found.items() if fault}


def judged(rule_id: str, type_: str, properties: Mapping[str, Any]) -> bool:
    """Whether the rule finds a fault in one resource that stands alone.

    Where it finds none, it must find none either when one of the values is known only to a deployment.
    """
    system = graph({"Subject": (type_, properties)})
    found = bool(failing(rule_id, system))
    if not found:
        taken = [place for place in _places(properties) if _judges_unknown(rule_id, system, place)]
        wrong = [place for place in taken if not _counts(rule_id, place)]
        assert not wrong, f"{rule_id} takes what is not known for a fault, at {wrong}"
    return found


# What a rule judges without knowing the value: that it is given, how often, or from where. Or what would only
# excuse the fault that is seen.
_UNKNOWN_COUNTS: Mapping[str, str] = {
    "autoscaling-one-zone": "a list has one member, whichever",
    "cloudformation-password-in-template": "a parameter shows a password",
    "cloudfront-plain-http-to-origin": "a name that is known excuses it",
    "cloudwatch-no-action": "a tag excuses it",
    "elb-one-zone": "a list has one member, whichever",
    "iam-all-actions-of-a-service": "another rule judges the same on every resource",
    "iam-inline-policy": "it is given, whatever it is",
    "lambda-no-dead-letters": "callers that are known excuse it",
    "rds-no-performance-insights": "a class that is known excuses it",
    "s3-plain-http": "a principal that is written is seldom everyone",
    "sqs-no-dead-letters": "a name that is known excuses it",
    "vpc-endpoint-one-zone": "a list has one member, whichever",
}


def _counts(rule_id: str, place: Place) -> bool:
    return rule_id in _UNKNOWN_COUNTS and (rule_id != "s3-plain-http" or "Principal" in place)


def _places(found: Any, above: Place = ()) -> Iterator[Place]:
    """The path of every value inside ``found`` that a template could leave open."""
    if is_unknown(found) or not isinstance(found, Mapping | list):
        return
    for name, inner in found.items() if isinstance(found, Mapping) else enumerate(found):
        yield (*above, name)
        yield from _places(inner, (*above, name))


def _judges_unknown(rule_id: str, system: Graph, place: Place) -> bool:
    """Whether the rule finds a fault in the one resource of ``system`` with an unknown value at ``place``."""
    (subject,) = system.resources.values()
    properties = _with_unknown(subject.properties, place)
    changed = replace(subject, properties=properties)
    return bool(failing(rule_id, replace(system, resources={subject.address: changed})))


def _with_unknown(found: Any, place: Place) -> Any:
    if not place:
        return {"Ref": "Unknown"}
    first, rest = place[0], place[1:]
    if isinstance(found, list):
        return [_with_unknown(one, rest) if index == first else one for index, one in enumerate(found)]
    return {**found, first: _with_unknown(found[first], rest)} if first in found else found
