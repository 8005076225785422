"""Tasks and functions reach a load balancer by its name in DNS, at the ports of its listeners."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from stratiform.local.engine import address
from stratiform.local.state import State

_ADDRESSES = [str(one) for one in address.BALANCERS.hosts()]


def publish(state: State, listeners: Iterable[tuple[str, int, int]]) -> None:
    """Make the load balancers of ``listeners`` those that tasks find: (name, port, port of this machine).

    One keeps its address for as long as it has a listener.
    """
    ports = address.folder_of(state)
    wanted: dict[str, dict[int, int]] = {}
    for name, port, real in listeners:
        wanted.setdefault(name, {})[port] = real
    known = {name: found[0] for name, found in address.names(ports).items() if found[0] in _ADDRESSES}
    for name in known.keys() - wanted.keys():
        address.name(ports, name, ())
    kept = {name: known[name] for name in known.keys() & wanted.keys()}
    free = (one for one in _ADDRESSES if one not in kept.values())
    new = zip(sorted(wanted.keys() - kept.keys()), free, strict=False)  # AWS has 50 in a region
    for name, its in (placed := {**kept, **dict(new)}).items():
        address.name(ports, name, [its])
        for port, real in wanted[name].items():
            address.publish(ports, its, port, real)
    _withdraw(ports, {f"{its}_{port}" for name, its in placed.items() for port in wanted[name]})


def _withdraw(ports: Path, kept: set[str]) -> None:
    for file in ports.glob("*_*"):
        if file.name.partition("_")[0] in _ADDRESSES and file.name not in kept:
            file.unlink(missing_ok=True)
