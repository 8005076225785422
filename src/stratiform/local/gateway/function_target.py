"""An exchange answered by a Lambda function."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from stratiform.local.gateway import answers, function_event
from stratiform.local.gateway.exchange import Exchange

Invoke = Callable[[str, dict[str, object]], bytes]
"""Function ARN and event to payload, on a worker thread. Raises RuntimeError when the function fails."""


class FunctionTarget:
    """Collects the body (``exchange.Body``), then invokes the function."""

    def __init__(
        self,
        exchange: Exchange,
        function: str,
        group: str,
        headers: Sequence[tuple[bytes, bytes]],
        invoke: Invoke,
        *,
        multi_value: bool,
        failed: Callable[[], None],
    ) -> None:
        self._exchange, self._function, self._group, self._headers = exchange, function, group, headers
        self._invoke, self._multi_value, self._failed = invoke, multi_value, failed
        self._body = bytearray()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Take the body, and go on when it is complete."""
        if self._exchange.length is not None and self._exchange.length > function_event.LARGEST_BODY:
            self._exchange.fail(answers.TOO_LARGE)
            return
        self.body(self._exchange.take(self))
        if self._exchange.complete:
            self.body_ended()

    def body(self, data: bytes) -> None:
        """More of the request."""
        self._body += data
        if len(self._body) > function_event.LARGEST_BODY:
            self._exchange.fail(answers.TOO_LARGE)

    def body_ended(self) -> None:
        """Invoke."""
        if not self._exchange.ended:
            self._task = asyncio.create_task(self._answer())

    def hold(self) -> None:
        """The response is sent in one piece."""

    def resume(self) -> None:
        """The response is sent in one piece."""

    def abandoned(self) -> None:
        """The function runs to its end, as on AWS; nobody reads its answer."""

    def expired(self) -> None:
        """The function's own timeout decides."""

    async def _answer(self) -> None:
        exchange = self._exchange
        made = function_event.event(
            self._group,
            exchange.method,
            exchange.path,
            exchange.query,
            self._headers,
            bytes(self._body),
            multi_value=self._multi_value,
        )
        try:
            payload = await asyncio.to_thread(self._invoke, self._function, made)
            response = function_event.response(payload, multi_value=self._multi_value)
        except (RuntimeError, ValueError):
            self._failed()
            exchange.fail(answers.BAD_GATEWAY)
            return
        reason = response.reason or answers.phrase(response.status)
        headers = [*response.headers, answers.SERVER]
        exchange.respond(response.status, headers, response.body, reason)
