"""A small client of the agent for Python, of the standard library alone: reads, keeps, and calls on change.

    client = Client()
    password = client.get_secret(os.environ["DATABASE_SECRET_ARN"])
    connection = client.with_secret(arn, lambda secret: connect(json.loads(secret)), refused=AuthError)
    stop = client.on_change(lambda: client.get_flag(os.environ["FLAGS_CONFIG_URL"], "beta"), print)

Whatever speaks HTTP can ask the agent; this only saves the lines.
"""

from __future__ import annotations

import json
import logging
import os
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import urlencode, urlsplit

T = TypeVar("T")
_log = logging.getLogger(__name__)
_SECRETS = "http://localhost:2773/secretsmanager/get"


class Refused(Exception):
    """The agent answered with ``status``, or did not answer (None). ``says`` never holds a value."""

    def __init__(self, status: int | None, says: str) -> None:
        super().__init__(says if status is None else f"{status}: {says}")
        self.status = status


@dataclass
class Client:
    """The agent on this host. Safe for threads.

    ``keep`` is how long an answer is kept in this process, in seconds: what a change waits longest, beside
    the agent's own time. ``every`` is how often ``on_change`` looks.
    """

    secrets: str = field(default_factory=lambda: os.environ.get("SECRETS_URL", _SECRETS))
    token: str = field(default_factory=lambda: os.environ.get("AWS_TOKEN", ""), repr=False)
    keep: float = 0.2
    every: float = 0.2
    timeout: float = 15.0
    _kept: dict[str, tuple[float, bytes]] = field(default_factory=dict, init=False, repr=False)

    def get_secret(self, secret_id: str, *, stage: str | None = None, refresh: bool = False) -> str:
        """The secret's text (base64 for a binary one). ``refresh`` asks AWS. Raises Refused."""
        query = {"secretId": secret_id, "versionStage": stage, "refreshNow": "true" if refresh else None}
        text = urlencode({name: value for name, value in query.items() if value})
        headers = {"X-Aws-Parameters-Secrets-Token": self.token}
        found = json.loads(self._read(f"{self.secrets}?{text}", headers, fresh=refresh))
        value: str = found.get("SecretString") or found.get("SecretBinary") or ""
        return value

    def get_configuration(self, url: str) -> bytes:
        """What is deployed. ``url`` is what ``with_config`` put into ``<ID>_CONFIG_URL``. Raises Refused."""
        return self._read(url, {}, fresh=False)

    def get_flag(self, url: str, name: str) -> dict[str, Any]:
        """One feature flag with its attributes. Raises Refused."""
        found: dict[str, Any] = json.loads(self._read(f"{url}?{urlencode({'flag': name})}", {}, fresh=False))
        return found

    def with_secret(self, secret_id: str, use: Callable[[str], T], refused: type[Exception]) -> T:
        """``use`` called with the secret; where it raises ``refused``, once more with what AWS has now."""
        try:
            return use(self.get_secret(secret_id))
        except refused:
            return use(self.get_secret(secret_id, refresh=True))

    def on_change(self, read: Callable[[], T], changed: Callable[[T], None]) -> Callable[[], None]:
        """Call ``changed`` from a thread each time ``read`` gives something else; returns what ends that.

        While the agent does not answer nothing is called. What ``changed`` raises is logged by its name.
        """
        ended = threading.Event()
        before = read()

        def watch() -> None:
            nonlocal before
            while not ended.wait(self.every):
                try:
                    now = read()
                    if now != before:
                        before = now
                        changed(now)
                except Refused:
                    continue
                except Exception as error:
                    _log.error("what follows a change has failed: %s", type(error).__name__)

        thread = threading.Thread(target=watch, name="stratiform-agent", daemon=True)
        thread.start()

        def stop() -> None:
            ended.set()
            if thread is not threading.current_thread():
                thread.join()

        return stop

    def _read(self, url: str, headers: dict[str, str], *, fresh: bool) -> bytes:
        known = self._kept.get(url)
        if known is not None and not fresh and time.monotonic() - known[0] < self.keep:
            return known[1]
        if urlsplit(url).scheme != "http":
            raise Refused(None, f"{url} is no address of the agent")
        try:
            request = urllib.request.Request(url, headers=headers)  # noqa: S310 - http alone, see above
            with urllib.request.urlopen(request, timeout=self.timeout) as answer:  # noqa: S310
                body: bytes = answer.read()
        except urllib.error.HTTPError as error:
            with error:
                says = error.read(1000).decode(errors="replace")
            raise Refused(error.code, says) from None
        except OSError as error:
            raise Refused(None, f"the agent does not answer: {type(error).__name__}") from None
        self._kept[url] = (time.monotonic(), body)
        return body
