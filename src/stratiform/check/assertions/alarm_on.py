"""Resources have an alarm on a metric, at a threshold within a time."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import number, value
from stratiform.check.alarms import watches
from stratiform.check.assertion import Assertion, Failure, Given, Kind, Outcome, Parameter
from stratiform.check.selection import TYPES, selected


def _judge(graph: Graph, given: Given) -> Outcome:
    passed, failed = [], []
    for resource in selected(graph, given):
        about = [
            one
            for one in watches(graph, resource, given["name"])
            if value(one, "MetricName") == given["metric"]
        ]
        right = [alarm for alarm in about if _is_at(alarm, given)]
        if right:
            passed += [resource.address, *(alarm.address for alarm in right)]
            continue
        name, wanted = resource.address.logical_id, f"{given['threshold']:g} in {given['seconds']:g} s"
        seen = "; ".join(_shown(alarm) for alarm in about)
        says = f"{name} has no alarm on {given['metric']} at {wanted}" + (f": {seen}." if about else ".")
        failed.append(Failure(says, (resource.address, *(alarm.address for alarm in about))))
    return Outcome(tuple(passed), tuple(failed))


def _is_at(alarm: Resource, given: Given) -> bool:
    """A sum over one period. Several periods that must all breach are another threshold."""
    return (
        number(value(alarm, "Threshold")) == given["threshold"]
        and number(value(alarm, "Period")) == given["seconds"]
        and number(value(alarm, "EvaluationPeriods")) == 1
        and value(alarm, "Statistic") == "Sum"
        and str(value(alarm, "ComparisonOperator")).startswith("GreaterThan")
    )


def _shown(alarm: Resource) -> str:
    threshold, period, periods = (value(alarm, name) for name in ("Threshold", "Period", "EvaluationPeriods"))
    return f"{alarm.address.logical_id} is at {threshold} in {periods} x {period} s"


ASSERTION = Assertion(
    about="Each resource has an alarm on the sum of a metric over one period.",
    parameters={
        **TYPES,
        "metric": Parameter(Kind.TEXT, "the metric, e.g. Errors"),
        "threshold": Parameter(Kind.NUMBER, "the threshold of the alarm"),
        "seconds": Parameter(Kind.NUMBER, "the period of the alarm"),
        "name": Parameter(
            Kind.TEXT, "the property with the resource's name, as dimensions have it", "FunctionName"
        ),
    },
    judge=_judge,
)
