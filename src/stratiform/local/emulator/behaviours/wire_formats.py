"""How a service answers on the wire is read from the head of its model: MiniStack keeps every model whole."""

from __future__ import annotations

import functools
import gzip
import json
from collections.abc import Callable
from importlib.resources import files
from types import SimpleNamespace
from typing import Any

from stratiform.local.emulator import private

EXPLAIN = None
_RESPONSES = "core.responses"
_HEAD = 16_384  # characters; the metadata of a model is its beginning
_START = '"metadata":'


def _of_metadata(original: Callable[[str], Any]) -> Callable[[str], Any]:
    names: dict[str, str] = private.get(_RESPONSES, "_BOTOCORE_NAME")

    @functools.cache
    def model(service: str) -> Any:
        metadata = _metadata(names.get(service, service))
        return original(service) if metadata is None else SimpleNamespace(metadata=metadata)

    return model


def _metadata(name: str) -> dict[str, Any] | None:
    """None where botocore's model is elsewhere or begins otherwise."""
    folder = files("botocore") / "data" / name
    if not folder.is_dir():
        return None
    newest = max(folder.iterdir(), key=lambda version: version.name)
    try:
        with (newest / "service-2.json.gz").open("rb") as packed, gzip.open(packed, "rt") as unpacked:
            head = unpacked.read(_HEAD)
        found, _ = json.JSONDecoder().raw_decode(head, head.index("{", head.index(_START)))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def install() -> None:
    """Replace the reading of models where only their metadata is looked at."""
    private.wrap(_RESPONSES, "_service_model", _of_metadata)
