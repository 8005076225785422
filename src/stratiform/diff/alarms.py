"""Alarms that are lost, silent, or ring later than before."""

from __future__ import annotations

from collections.abc import Iterator

from stratiform.assembly.graph import Resource
from stratiform.assembly.properties import number
from stratiform.diff.changes import Concern, Topic
from stratiform.diff.documents import many
from stratiform.diff.sides import Sides
from stratiform.diff.switches import Switch, compared
from stratiform.diff.wording import listed, short, text

_ALARMS = ("AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm", "AWS::CloudWatch::AnomalyDetector")
_ACTIONS = {"AlarmActions": "when it rings", "InsufficientDataActions": "when data is missing"}
_LATER = {
    "EvaluationPeriods": "periods must be over the threshold",
    "DatapointsToAlarm": "of the periods must be over the threshold",
    "Period": "seconds are one period",
}
_SWITCHES = (
    Switch(
        "ActionsEnabled",
        lambda found: str(found).lower() == "false",
        "it no longer tells anybody",
        "it tells again when it rings",
        _ALARMS,
    ),
    Switch(
        "TreatMissingData",
        lambda found: found != "breaching",
        "missing data no longer rings",
        "missing data rings",
        _ALARMS,
    ),
)


def concerns(both: Sides) -> Iterator[Concern]:
    """Everything by which the operators hear less or later."""
    for gone in both.gone:
        if gone.type in _ALARMS:
            yield Concern(Topic.ALARM, True, gone, "the alarm is removed")
        elif gone.type == "AWS::SNS::Subscription":
            yield Concern(
                Topic.ALARM,
                True,
                gone,
                f"{short(gone.properties.get('Endpoint'))} hears no more of the topic",
            )
    for old, new in both.both():
        if new.type in _ALARMS:
            yield from compared(Topic.ALARM, _SWITCHES, old, new)
            yield from _actions(old, new, both)
            yield from _threshold(old, new)
            yield from _later(old, new)


def _actions(old: Resource, new: Resource, both: Sides) -> Iterator[Concern]:
    before = both.properties(old, new)
    for name, when in _ACTIONS.items():
        was = [text(one) for one in many(before.get(name) or [])]
        will = [text(one) for one in many(new.properties.get(name) or [])]
        lost = [one for one in was if one not in will]
        if lost:
            nobody = "nobody is told" if not will else f"{listed(lost)} is no longer told"
            yield Concern(Topic.ALARM, True, new, f"{nobody} {when}", f"Properties.{name}")


def _threshold(old: Resource, new: Resource) -> Iterator[Concern]:
    was, will = number(old.properties.get("Threshold")), number(new.properties.get("Threshold"))
    if was is None or will is None or was == will:
        return
    rings_above = str(new.properties.get("ComparisonOperator", "")).startswith("Greater")
    later = will > was if rings_above else will < was
    says = f"it rings {'later' if later else 'earlier'}: the threshold goes from {was:g} to {will:g}"
    yield Concern(Topic.ALARM, later, new, says, "Properties.Threshold")


def _later(old: Resource, new: Resource) -> Iterator[Concern]:
    for name, what in _LATER.items():
        was, will = number(old.properties.get(name)), number(new.properties.get(name))
        if was is not None and will is not None and will > was:
            yield Concern(
                Topic.ALARM, True, new, f"it rings later: {will:g} {what}, not {was:g}", f"Properties.{name}"
            )
