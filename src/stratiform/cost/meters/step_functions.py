"""Step Functions: transitions of standard workflows, requests and GB-seconds of express ones."""

from __future__ import annotations

from collections.abc import Iterator

from stratiform.cost.component import Component
from stratiform.cost.keys import amount, shape
from stratiform.cost.meter import Meter
from stratiform.cost.meters.api_gateway import chunks
from stratiform.cost.reading import Reading


def _machine(reading: Reading) -> Iterator[Component]:
    kind = reading.text("StateMachineType") or reading.text("Type", "STANDARD")  # the second is SAM's
    if kind.upper() != "EXPRESS":
        yield from reading.used("Transitions", "states.transitions", "monthly_transitions")
        return
    requests = reading.use("monthly_requests")
    gigabytes = chunks(reading.use("memory_mb"), 64) * 64 / 1024
    seconds = chunks(reading.use("workflow_duration_ms"), 100) / 10
    yield from reading.charge("Requests", "states.requests", requests, "monthly_requests")
    yield from reading.charge(
        "Duration", "states.duration", requests * gigabytes * seconds, "monthly_requests"
    )


METERS = (
    Meter(
        "Step Functions",
        ("AWS::StepFunctions::StateMachine", "AWS::Serverless::StateMachine"),
        _machine,
        (
            amount(
                "monthly_transitions", "State transitions of a standard workflow.", 10_000, 100_000, 1_000_000
            ),
            amount("monthly_requests", "Runs of an express workflow.", 10_000, 100_000, 1_000_000),
            shape("memory_mb", "Memory of an express run, billed by 64 MB.", 64),
            shape("workflow_duration_ms", "Duration of an express run, billed by 100 ms.", 500),
        ),
    ),
)
