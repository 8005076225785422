"""Resources that the CDK adds to an app to do its own work: nobody who uses the CDK configures them."""

from __future__ import annotations

import re

from stratiform.assembly.graph import Graph, Resource
from stratiform.check.deployment import is_for_deployment

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


def serves_a_system(function: Resource, graph: Graph) -> bool:
    """Whether ``function`` works for a running system: the CDK did not add it, and no deployment calls it.

    The ``applies`` of rules about how a function is operated.
    """
    return not is_plumbing(function) and not is_for_deployment(graph, function)
