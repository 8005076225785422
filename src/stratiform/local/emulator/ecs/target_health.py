"""Whether the load balancers of a service would send requests to one of its tasks."""

from __future__ import annotations

import asyncio

from stratiform.local.emulator import private
from stratiform.local.emulator.ecs.tasks import Service
from stratiform.local.emulator.own_state import own_state
from stratiform.local.engine.address import folder_of
from stratiform.local.gateway import balancers
from stratiform.local.gateway.addresses import Addresses
from stratiform.local.gateway.probe import probe
from stratiform.local.gateway.routes import Target


def problem(service: Service, host: str | None) -> str | None:
    """Why the first health check that fails does, in AWS's words; None when every one succeeds."""
    addresses = Addresses(folder_of(own_state()))
    groups = private.get("services.alb", "_tgs")
    for each in service.get("loadBalancers") or ():
        described = groups.get(each.get("targetGroupArn", ""))
        if described is None or host is None:
            continue
        check = balancers.group(described, {}).health
        if not check.enabled:
            continue
        target = Target(host, int(each["containerPort"]))
        address = addresses(host, check.port or target.port)
        if (failed := asyncio.run(probe(check, target, address))) is not None:
            asked = f"GET {check.path} on port {check.port or target.port}"
            return f"{asked}: {failed}"
    return None
