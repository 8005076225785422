"""Stacks in the order in which they can be deployed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


class Cycle(Exception):
    """``members`` need one another; the first is repeated at the end."""

    def __init__(self, members: Sequence[str]) -> None:
        super().__init__(" -> ".join(members))
        self.members = tuple(members)


def ordered(needs: Mapping[str, Sequence[str]]) -> list[str]:
    """Every key after all that it needs, otherwise in the given order. Raises Cycle."""
    done: dict[str, None] = {}
    for start in needs:
        way: list[str] = []
        stack = [(start, iter(needs[start]))] if start not in done else []
        way.append(start)
        while stack:
            name, rest = stack[-1]
            following = next((other for other in rest if other in needs and other not in done), None)
            if following is None:
                done[name] = None
                stack.pop()
                way.pop()
            elif following in way:
                raise Cycle([*way[way.index(following) :], following])
            else:
                way.append(following)
                stack.append((following, iter(needs[following])))
    return list(done)
