"""Events that services of AWS send by themselves, sent to the default bus of the local cloud."""

from __future__ import annotations

import contextvars
import json
import logging
import threading
from typing import Any

from stratiform.local.emulator import private

_log = logging.getLogger("events")


def send(source: str, kind: str, detail: dict[str, Any], *resources: str) -> None:
    """Send one event from another thread: a rule's function or task may take long to start."""
    entry = {
        "Source": source,
        "DetailType": kind,
        "Detail": json.dumps(detail, default=str),
        "Resources": list(resources),
    }
    scope = contextvars.copy_context()
    threading.Thread(target=scope.run, args=(_send, entry), daemon=True).start()


def _send(entry: dict[str, Any]) -> None:
    try:
        private.get("services.eventbridge", "_put_events")({"Entries": [entry]}, allow_aws_source=True)
    except Exception:
        _log.exception("the event %s of %s could not be sent", entry["DetailType"], entry["Source"])
