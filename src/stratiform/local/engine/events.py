"""What happened to containers, as ``GET /events`` tells it, so that no client needs to poll."""

from __future__ import annotations

import asyncio
import collections
import time
from collections.abc import AsyncIterator, Iterable, Mapping
from typing import Any

Event = dict[str, Any]
_REMEMBERED = 256


class Events:
    """Publishes to every listener; remembers the last few for ``since``."""

    def __init__(self) -> None:
        self._recent: collections.deque[Event] = collections.deque(maxlen=_REMEMBERED)
        self._listeners: set[asyncio.Queue[Event | None]] = set()

    def publish(self, kind: str, action: str, actor: str, attributes: Mapping[str, str]) -> None:
        """Tell that ``action`` happened to ``actor`` (its id); ``attributes`` include its labels."""
        now = time.time()
        event: Event = {
            "Type": kind,
            "Action": action,
            "Actor": {"ID": actor, "Attributes": dict(attributes)},
            "scope": "local",
            "time": int(now),
            "timeNano": int(now * 1e9),
        }
        if kind == "container":
            event |= {"status": action, "id": actor, "from": attributes.get("image", "")}
        self._recent.append(event)
        for listener in self._listeners:
            listener.put_nowait(event)

    def close(self) -> None:
        """End every listener."""
        for listener in self._listeners:
            listener.put_nowait(None)

    async def listen(
        self,
        *,
        filters: Mapping[str, Iterable[str]],
        since: float | None = None,
        until: float | None = None,
    ) -> AsyncIterator[Event]:
        """Events that match ``filters``: remembered ones from ``since`` on, then new ones up to ``until``.

        Times are in seconds since the epoch.
        """
        queue: asyncio.Queue[Event | None] = asyncio.Queue()
        self._listeners.add(queue)
        try:
            if since is not None:
                for event in list(self._recent):
                    if event["timeNano"] >= since * 1e9 and matches(event, filters):
                        yield event
            while True:
                left = None if until is None else max(0.0, until - time.time())
                try:
                    new = await asyncio.wait_for(queue.get(), left)
                except TimeoutError:
                    return
                if new is None:
                    return
                if matches(new, filters):
                    yield new
        finally:
            self._listeners.discard(queue)


def matches(event: Event, filters: Mapping[str, Iterable[str]]) -> bool:
    """Every filter matches by one of its values, as the Docker Engine combines them."""
    attributes = event["Actor"]["Attributes"]
    for name, values in filters.items():
        wanted = list(values)
        if name == "label":
            if not all(has_label(attributes, label) for label in wanted):
                return False
        elif name == "container":
            if not any(event["Actor"]["ID"].startswith(w) or attributes.get("name") == w for w in wanted):
                return False
        elif name in ("event", "type", "image"):
            have = {"event": event["Action"], "type": event["Type"], "image": attributes.get("image", "")}[
                name
            ]
            # "health_status" matches "health_status: healthy"
            if not any(have == w or have.startswith(f"{w}:") for w in wanted):
                return False
    return True


def has_label(labels: Mapping[str, str], wanted: str) -> bool:
    """``wanted`` is ``key`` or ``key=value``."""
    key, equals, value = wanted.partition("=")
    return key in labels and (not equals or labels[key] == value)
