"""Resources that the CDK adds to an app to do its own work: nobody who uses the CDK configures them."""

from __future__ import annotations

import re

from stratiform.assembly.graph import Graph, Resource

# A singleton carries a hash of 32 digits in its name (log retention, bucket notifications, deployments of
# files, AwsCustomResource); others are the providers of custom resources and the framework behind them.
_PLUMBING = re.compile(
    r"[0-9a-f]{32}|CustomResourceProvider|framework-?on(Event|Timeout)|framework-?isComplete"
    r"|waiter-state-machine|waiterstatemachine|CustomCrossRegionExport|CustomVpcRestrictDefaultSG",
    re.IGNORECASE,
)


def is_plumbing(resource: Resource) -> bool:
    """Whether the CDK added ``resource`` for itself, by the names that it gives such resources."""
    return bool(_PLUMBING.search(resource.path) or _PLUMBING.search(resource.address.logical_id))


def is_not_plumbing(resource: Resource, graph: Graph) -> bool:
    """The ``applies`` of rules about what only the resource's author can decide."""
    return not is_plumbing(resource)
