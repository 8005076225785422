"""Every call that IAM refuses is written down: which action on which resource which role lacks."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

from stratiform.local.emulator import private
from stratiform.local.emulator.own_state import own_state

EXPLAIN = None

FILE = "denials.jsonl"
_AGAIN_AFTER = 10.0
_BYTES_KEPT = 1_000_000
_last_seen: dict[tuple[str, str, str], float] = {}


def install() -> None:
    """Write ``denials.jsonl``: one JSON line a refused call, ``{time, principal, role, function, action,
    resource, explicit}``; the same refusal again at most every ten seconds.

    ``time`` is in seconds since the epoch. ``role`` is a role's name, ``function`` a function's; null where
    the caller is neither. ``explicit`` tells a Deny statement from a missing Allow.
    """
    private.wrap("core.iam_evaluator", "enforce", _written_down)


def _written_down(original: Callable[..., Any]) -> Callable[..., Any]:
    refusal = private.get("core.iam_evaluator", "EvalResult")

    def enforce(
        access_key_id: str,
        iam_action: str,
        service: str,
        region: str,
        resource_arn: str = "*",
        service_context: dict[str, Any] | None = None,
    ) -> Any:
        answer = original(access_key_id, iam_action, service, region, resource_arn, service_context)
        if isinstance(answer, refusal):
            _write(answer, iam_action, resource_arn)
        return answer

    return enforce


def _write(refused: Any, action: str, resource: str) -> None:
    principal = refused.principal_arn
    now = time.time()
    key = (principal, action, resource)
    if now - _last_seen.get(key, 0.0) < _AGAIN_AFTER:
        return
    if len(_last_seen) > 1000:
        _last_seen.clear()
    _last_seen[key] = now
    role, session = _role_and_session(principal)
    line = {
        "time": now,
        "principal": principal,
        "role": role,
        "function": session
        if session and private.get("services.lambda_svc", "_functions").get(session)
        else None,
        "action": action,
        "resource": resource,
        "explicit": refused.decision == "Deny",
    }
    path = own_state().folder / FILE
    if path.exists() and path.stat().st_size > _BYTES_KEPT:
        path.replace(path.with_suffix(".jsonl.1"))
    with path.open("a") as file:
        file.write(json.dumps(line) + "\n")


def _role_and_session(principal: str) -> tuple[str | None, str | None]:
    """``arn:aws:sts::<account>:assumed-role/<role>/<session>`` -> the role and the session."""
    kind, _, rest = principal.rsplit(":", 1)[-1].partition("/")
    if kind != "assumed-role":
        return None, None
    role, _, session = rest.partition("/")
    return role, session
