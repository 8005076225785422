"""What AWS has just refused is not asked for again at once, however often somebody wants it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from stratiform.agent.errors import ServiceError, Unreachable

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


@dataclass
class Failures(Generic[Key]):
    """The last error of each call, for ``seconds``; the last ``most`` of them."""

    seconds: float
    most: int
    clock: Callable[[], float]
    _last: dict[Key, tuple[float, ServiceError | Unreachable]] = field(default_factory=dict, init=False)

    async def spare(self, key: Key, call: Callable[[], Awaitable[Value]]) -> Value:
        """What ``call`` returns or raises; where it failed less than ``seconds`` ago, that error again."""
        moment, error = self._last.get(key, (float("-inf"), None))
        if error is not None and self.clock() - moment < self.seconds:
            raise error.again()
        try:
            found = await call()
        except (ServiceError, Unreachable) as failed:
            self._last.pop(key, None)
            self._last[key] = (self.clock(), failed.again())
            while len(self._last) > self.most:
                del self._last[next(iter(self._last))]
            raise
        self._last.pop(key, None)
        return found

    def forget(self, concerns: Callable[[Key], bool]) -> None:
        """What the calls that ``concerns`` names would end with now is not known."""
        for key in [key for key in self._last if concerns(key)]:
            del self._last[key]

    def __len__(self) -> int:
        return len(self._last)
