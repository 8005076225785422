"""What a stack publishes for others of its environment: SSM parameters, read when those are deployed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import aws_cdk as cdk
from aws_cdk import aws_ssm as ssm

from constructs import Construct
from stratiform.constructs.environment import Environment, environment_of


def write(subject: Construct, kind: str, name: str, values: Mapping[str, str]) -> None:
    """Write ``values`` down as ``name``, which no other of the ``kind`` (``networks``) may have."""
    environment = environment_of(subject)
    for key, value in values.items():
        path = _path(environment, environment.project, kind, name, key)
        ssm.StringParameter(subject, f"Published-{key}", parameter_name=path, string_value=value)
    environment.published[kind, name] = cdk.Stack.of(subject)


def read(scope: Construct, kind: str, name: str, project: str | None) -> Callable[[str], str]:
    """What ``project``, or this one, published in the same environment: values by their keys.

    Where a stack of this app publishes it, that of ``scope`` is deployed after it.
    """
    environment = environment_of(scope)
    owner = project or environment.project
    publisher = environment.published.get((kind, name)) if owner == environment.project else None
    if publisher is not None:
        cdk.Stack.of(scope).add_stack_dependency(publisher)

    def value(key: str) -> str:
        path = _path(environment, owner, kind, name, key)
        return ssm.StringParameter.value_for_string_parameter(scope, path)

    return value


def _path(environment: Environment, project: str, kind: str, name: str, key: str) -> str:
    return f"/{project}/{environment.names.copy}/{kind}/{name}/{key}"
