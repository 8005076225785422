"""Loopback counts as secure transport: a policy that refuses plain http means the network."""

from __future__ import annotations

import contextvars
import ipaddress
from collections.abc import Callable

from stratiform.local.emulator import private

EXPLAIN = (
    "The local cloud answers plain http on 127.0.0.1, and IAM conditions see it as aws:SecureTransport true."
)

_EVALUATOR = "core.iam_evaluator"


def install() -> None:
    """Make ``aws:SecureTransport`` true for loopback callers and for the emulator's own services."""
    origin: contextvars.ContextVar[tuple[str, bool]] = contextvars.ContextVar(
        "request_origin", default=("127.0.0.1", True)
    )
    private.replace(_EVALUATOR, "_request_origin", origin)
    private.wrap(_EVALUATOR, "pin_request_origin", _loopback_is_secure)


def _loopback_is_secure(original: Callable[[str, bool], None]) -> Callable[[str, bool], None]:
    def pin(source_ip: str, secure_transport: bool) -> None:
        original(source_ip, secure_transport or ipaddress.ip_address(source_ip).is_loopback)

    return pin
