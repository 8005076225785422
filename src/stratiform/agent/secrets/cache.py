"""The secrets that were asked for, each by every name it goes by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stratiform.agent.secrets.secret import Secret, Wanted, partial


@dataclass(frozen=True)
class Key:
    """What one entry is about. ``role`` is whose rights it was read with, None for the task's own."""

    role: str | None
    arn: str
    wanted: Wanted


@dataclass
class Entry:
    """A secret and how sure it is.

    ``checked`` is when it was last known to be the one asked for (monotonic seconds); ``changed`` is the
    newest change of the secret that is known to be in it (seconds since the epoch). ``failed`` is when AWS
    last did not answer about it (monotonic seconds).
    """

    secret: Secret
    checked: float
    changed: float = 0.0
    failed: float = float("-inf")


class Cache:
    """At most ``size`` entries; the one written longest ago goes first, as in AWS's agent."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._entries: dict[Key, Entry] = {}
        # names of what is kept, and of nothing else
        self._arns: dict[tuple[str | None, str], str] = {}

    def key(self, role: str | None, secret_id: str, wanted: Wanted) -> Key:
        """The key of ``secret_id``, which is a name, an ARN, or an ARN without its last six characters."""
        return Key(role, self._arns.get((role, secret_id), secret_id), wanted)

    def get(self, key: Key) -> Entry | None:
        """The entry, if there is one."""
        return self._entries.get(key)

    def put(self, key: Key, entry: Entry, secret_id: str) -> Key:
        """Keep ``entry``, also under ``secret_id``, as it was asked for; the key it has from now on."""
        secret = entry.secret
        for name in (secret_id, secret.name, secret.arn, partial(secret.arn)):
            self._arns[key.role, name] = secret.arn
        known = Key(key.role, secret.arn, key.wanted)
        self._entries.pop(known, None)
        self._entries[known] = entry
        while len(self._entries) > self._size:
            self.drop(next(iter(self._entries)))
        return known

    def drop(self, key: Key) -> None:
        """Forget an entry."""
        if self._entries.pop(key, None) is None:
            return
        if not any(key.arn == other.arn and key.role == other.role for other in self._entries):
            for alias in [
                alias for alias, arn in self._arns.items() if (alias[0], arn) == (key.role, key.arn)
            ]:
                del self._arns[alias]

    def of(self, *names: str) -> Iterator[tuple[Key, Entry]]:
        """Every entry of a secret, by any of its ``names``, whoever asked."""
        arns = {arn for (_, name), arn in self._arns.items() if name in names} | {*names}
        yield from [(key, entry) for key, entry in self._entries.items() if key.arn in arns]

    def __iter__(self) -> Iterator[tuple[Key, Entry]]:
        yield from list(self._entries.items())

    def __len__(self) -> int:
        return len(self._entries)
