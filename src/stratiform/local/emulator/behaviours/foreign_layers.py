"""A layer of another account is left out; its content is only on AWS."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable
from typing import Any

from stratiform.local.emulator import private

EXPLAIN = (
    "A Lambda layer of another account, AWS's own included, is left out: its content is only on AWS. "
    "Bundle what the function imports."
)
_log = logging.getLogger("layers")


def _leaving_out(original: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(original)
    def normalize(layers: list[Any] | None) -> Any:
        ours = private.get("core.responses", "get_account_id")()
        kept = []
        for layer in layers or []:
            arn = layer if isinstance(layer, str) else (layer or {}).get("Arn", "")
            parts = str(arn).split(":")
            if len(parts) == 8 and parts[5] == "layer" and parts[4] != ours:
                _log.warning("The layer %s is not on this machine and is left out", arn)
            else:
                kept.append(layer)
        return original(kept)

    return normalize


def install() -> None:
    """Leave them out where functions are created and updated."""
    private.wrap("services.lambda_svc", "_normalize_layer_attachments", _leaving_out)
