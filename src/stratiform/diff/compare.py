"""``diff``: what a change does, from two graphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from stratiform.assembly.graph import Address, Graph, Resource
from stratiform.diff import access, alarms, network, protection, resources, stack_values, template
from stratiform.diff.changes import Change, Changes, Concern, Kind, ordered
from stratiform.diff.propagation import propagate
from stratiform.diff.sides import Sides, sides
from stratiform.diff.wording import named


def diff(before: Graph, after: Graph) -> Changes:
    """What deploying ``after`` over ``before`` does, the most dangerous first.

    Stacks meet by id, name or content; resources by logical id, then by what they are. Nothing is read
    from disk and no cloud is asked, so a value that only a deployment knows stays its intrinsic.
    """
    both = sides(before, after)
    concerns = (
        *access.concerns(both),
        *network.concerns(both),
        *alarms.concerns(both),
        *protection.concerns(both),
    )
    return Changes(
        resources=ordered(_changes(both)),
        concerns=_sorted(_named(one, both) for one in concerns),
        values=stack_values.changes(before, after, both.pairing),
        template=template.sets(before, after, both.pairing),
        notes=tuple(dict.fromkeys(_notes(both))),
    )


def _changes(both: Sides) -> list[Change]:
    found: dict[Address, Change] = {}

    def bodies(old: Resource, new: Resource) -> resources.Bodies:
        return template.body(both.before, old), template.body(both.after, new)

    for old, new in both.both():
        written = bodies(old, new)
        places = resources.changed(old, new, written, both.names.get(new.address.stack, {}))
        if both.is_renamed(old, new):
            stays = both.pairing.after.get(old.address.stack) == new.address.stack
            found[new.address] = resources.renamed(old, new, places, written[0], stays=stays)
        elif places:
            found[new.address] = resources.change(Kind.CHANGED, old, new, places, written)
        elif _is_moved(old, new, both):
            found[new.address] = resources.change(Kind.MOVED, old, new, places, written)

    return [
        *propagate(found, both.after, both.origin, bodies).values(),
        *(resources.removed(one, template.body(both.before, one)) for one in both.gone),
        *(resources.added(one) for one in both.come),
    ]


def _named(one: Concern, both: Sides) -> Concern:
    """The concern with construct paths in place of logical ids."""

    def path(logical_id: str) -> str | None:
        address = Address(one.resource.address.stack, logical_id)
        found = both.after.resources.get(address) or both.before.resources.get(address)
        return found.path if found else None

    return replace(one, says=named(one.says, path))


def _is_moved(old: Resource, new: Resource, both: Sides) -> bool:
    """Whether the construct path in its stack differs; a bare template has none to compare."""
    has_paths = old.path != old.address.logical_id and new.path != new.address.logical_id
    return has_paths and _inner(old, both.before) != _inner(new, both.after)


def _inner(resource: Resource, graph: Graph) -> str:
    """The construct path below the stack; where the stack tells none, below its first construct."""
    stack = graph.stacks.get(resource.address.stack)
    if stack and stack.path and resource.path.startswith(f"{stack.path}/"):
        return resource.path.removeprefix(f"{stack.path}/")
    return resource.path.partition("/")[2] or resource.path


def _notes(both: Sides) -> Iterator[str]:
    yield from both.before.notes
    yield from both.after.notes
    for stack in both.before.stacks.values():
        if stack.parent is None and stack.id not in both.pairing.after:
            yield (
                f"the stack {stack.name} is no longer there: its resources count as deleted, "
                "which they are when somebody deletes the stack"
            )


def _sorted(concerns: Iterable[Concern]) -> tuple[Concern, ...]:
    told = {(one.resource.address, one.topic, one.says): one for one in concerns}.values()
    return tuple(
        sorted(told, key=lambda one: (not one.widens, -one.topic, one.resource.path, one.says, one.at or ""))
    )
