"""``/ping``, ``/ready`` and ``/metrics``: for health checks and scrapers, without a token."""

from __future__ import annotations

from aiohttp import web

from stratiform.agent.http import text
from stratiform.agent.metrics import Metrics
from stratiform.agent.readiness import NOT_YET, Readiness


def answer(path: str, readiness: Readiness, metrics: Metrics) -> web.Response | None:
    """The answer to one of these paths; None for another."""
    if path == "/ping":
        return text(200, "healthy")
    if path == "/ready":
        return text(200, "ready") if readiness else text(503, NOT_YET)
    if path == "/metrics":
        return text(200, metrics.text())
    return None
