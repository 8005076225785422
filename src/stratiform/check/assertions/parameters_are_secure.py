"""Values of Parameter Store are kept as SecureString."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import is_unknown, value
from stratiform.check.assertion import Assertion, Failure, Given, Outcome

_SECURE = re.compile(r"\{\{resolve:ssm-secure:")
# A custom resource may make one through the API, as CloudFormation itself cannot.
_MADE = re.compile(r'"Type\\*"\s*:\s*\\*"SecureString')


def _judge(graph: Graph, given: Given) -> Outcome:
    passed, failed = [], []
    for resource in graph.resources.values():
        if resource.type == "AWS::SSM::Parameter":
            # A parameter that tells where another resource is publishes an address, not a setting.
            if not is_unknown(value(resource, "Value")):
                says = f"The parameter {resource.address.logical_id} is a {value(resource, 'Type')}."
                failed.append(Failure(says, (resource.address,)))
        elif any(_SECURE.search(text) or _MADE.search(text) for text in _texts(resource.properties)) or (
            resource.type.startswith("Custom::") and _has_type(resource)
        ):
            passed.append(resource.address)
    return Outcome(tuple(passed), tuple(failed))


def _has_type(resource: Resource) -> bool:
    return any(value(resource, path) == "SecureString" for path in ("Type", "ParameterType"))


def _texts(found: Any) -> Iterator[str]:
    level = [found]
    while level:
        one = level.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            level += one.values()
        elif isinstance(one, list):
            level += one


ASSERTION = Assertion(
    about="Settings in Parameter Store are SecureString. CloudFormation makes none: they are read by "
    "{{resolve:ssm-secure:...}}, or made by a custom resource.",
    parameters={},
    judge=_judge,
)
