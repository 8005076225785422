"""The settings of EKS clusters, also of those that the CDK makes through a resource of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stratiform.assembly.graph import Resource
from stratiform.assembly.properties import value

_CDK = "Custom::AWSCDK-EKS-Cluster"
CLUSTERS = ("AWS::EKS::Cluster", _CDK)


def setting(cluster: Resource, path: str) -> tuple[str, Any]:
    """Where the setting at ``path``, named as CloudFormation names it, stands in ``cluster``, and its value.

    The CDK's resource has the words of the API, in camel case, below ``Config``.
    """
    at = f"Config.{_camel(path)}" if cluster.type == _CDK else path
    return at, value(cluster, at)


def within(cluster: Resource, part: Mapping[str, Any], path: str) -> Any:
    """The value at ``path`` in a part of a setting of ``cluster``."""
    return value(part, _camel(path) if cluster.type == _CDK else path)


def _camel(path: str) -> str:
    return ".".join(name[:1].lower() + name[1:] for name in path.split("."))
