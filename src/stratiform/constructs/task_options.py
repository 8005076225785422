"""What every kind of task takes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Required, TypedDict

from aws_cdk import aws_kms as kms

from stratiform.constructs.cluster import Cluster
from stratiform.constructs.container import Container
from stratiform.constructs.network import Kind


class TaskOptions(TypedDict, total=False):
    """The arguments of ``Task`` that services, workers and jobs pass on to it as they are."""

    cluster: Required[Cluster]
    container: Required[Container]
    cpu: int | None
    memory: int | None
    sidecars: Mapping[str, Container] | None
    shared: tuple[str, ...]
    subnets: Kind | None
    encryption_key: kms.IKey | None
