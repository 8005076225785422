"""Load balancers by their attributes, for the rules about them."""

from __future__ import annotations


def attribute(key: object, value: object, **others: object) -> dict[str, object]:
    """The properties of a load balancer with one attribute."""
    return {"LoadBalancerAttributes": [{"Key": key, "Value": value}], **others}
