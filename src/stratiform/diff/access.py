"""Access that widens or narrows, by role, user, group and guarded resource."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from stratiform.assembly.graph import Address, Resource
from stratiform.diff.changes import Concern, Topic
from stratiform.diff.grants import Grant, grants
from stratiform.diff.sides import Sides
from stratiform.diff.wording import listed, short, text

_BOUNDARY = "PermissionsBoundary"


def concerns(both: Sides) -> Iterator[Concern]:
    """What may be done now that could not be before, what no longer may, and boundaries that change."""
    before, after = _before(both), grants(both.after)
    for owner in dict.fromkeys((*after, *before)):
        resource = both.after.resources.get(owner)
        if resource is not None:
            is_new = owner not in both.origin
            yield from _compared(resource, before.get(owner, set()), after.get(owner, set()), is_new)
    for old, new in both.both():
        yield from _boundary(old, new)


def _before(both: Sides) -> dict[Address, set[Grant]]:
    """The grants of before, by the addresses of after."""
    address = {old.address: address for address, old in both.origin.items()}

    def names(resource: Resource) -> dict[str, str]:
        return dict(both.names.get(both.pairing.after.get(resource.address.stack, ""), {}))

    return {
        address.get(owner, both.pairing.moved(owner)): made
        for owner, made in grants(both.before, names).items()
    }


def _compared(resource: Resource, before: set[Grant], after: set[Grant], is_new: bool) -> Iterator[Concern]:
    gained = [one for one in after - before if one.allows and not _covered(one, before)]
    if is_new:
        gained = [one for one in gained if not _is_usual(one)]
    freed = [one for one in before - after if not one.allows and not _covered(one, after)]
    lost = [one for one in before - after if one.allows and not _covered(one, after)]
    bound = [one for one in after - before if not one.allows and not _covered(one, before)]
    unasked = [one for one in gained if any(old.covers(one, conditions=False) for old in before)]
    yield from _told(resource, [one for one in gained if one not in unasked], "{who} may now {what}", True)
    for one in sorted(unasked, key=str):
        asked = sorted(
            {test for old in before if old.covers(one, conditions=False) for test in old.conditions}
        )
        dropped = [test for test in asked if test not in one.conditions]
        what = f"{one.spelled or one.action} on {one.resource}"
        says = f"{_who(one.principal)} may {what} without the condition {listed(dropped)}"
        yield Concern(Topic.ACCESS, True, resource, says)
    yield from _told(resource, freed, "{who} is no longer denied {what}", True)
    yield from _told(resource, lost, "{who} may no longer {what}", False)
    yield from _told(resource, bound, "{who} is now denied {what}", False)


def _covered(one: Grant, by: Iterable[Grant]) -> bool:
    # A denial with fewer conditions denies more, so it covers one with more, as with permissions.
    return any(other.covers(one) for other in by)


def _is_usual(one: Grant) -> bool:
    """Whether a new resource opens itself to nobody but its own account and AWS's services."""
    ours = ("${", "arn:${AWS::Partition}:iam::${AWS::AccountId}:", "arn:aws:iam::${AWS::AccountId}:")
    return one.principal.endswith((".amazonaws.com", ".amazonaws.com.cn")) or one.principal.startswith(ours)


def _told(resource: Resource, found: Iterable[Grant], sentence: str, widens: bool) -> Iterator[Concern]:
    """One sentence for each principal and set of actions, with the resources together."""
    by_actions: dict[tuple[str, str, tuple[str, ...]], list[str]] = {}
    by_resource: dict[tuple[str, str, tuple[str, ...]], list[str]] = {}
    for one in sorted(found, key=str):
        key = (one.principal, one.resource, tuple(sorted(one.conditions)))
        by_resource.setdefault(key, []).append(one.spelled or one.action)
    for (principal, target, conditions), actions in by_resource.items():
        by_actions.setdefault((principal, listed(actions, most=6), conditions), []).append(target)
    for (principal, actions_text, conditions), targets in by_actions.items():
        what = actions_text if actions_text.startswith("what ") else f"{actions_text} on {listed(targets)}"
        if actions_text.startswith("what "):
            what = f"do {actions_text}"
        if conditions:
            what += f", if {listed([short(test) for test in conditions])}"
        yield Concern(Topic.ACCESS, widens, resource, sentence.format(who=_who(principal), what=what))


def _who(principal: str) -> str:
    if principal == "":
        return "it"
    return "everybody" if principal == "*" else principal


def _boundary(old: Resource, new: Resource) -> Iterator[Concern]:
    was, will = old.properties.get(_BOUNDARY), new.properties.get(_BOUNDARY)
    if was == will or not new.type.startswith(("AWS::IAM::", "AWS::Serverless::")):
        return
    if will is None:
        says = f"its permissions boundary {text(was)} is removed"
    elif was is None:
        says = f"it gets the permissions boundary {text(will)}"
    else:
        says = f"its permissions boundary changes from {short(was)} to {short(will)}"
    yield Concern(Topic.ACCESS, was is not None, new, says, f"Properties.{_BOUNDARY}")
