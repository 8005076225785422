"""EventBridge: buses, archives, API destinations, pipes and schedules."""

from __future__ import annotations

from collections.abc import Iterator

from stratiform.cost.component import Component
from stratiform.cost.keys import amount
from stratiform.cost.meter import Meter
from stratiform.cost.reading import Reading


def _bus(reading: Reading) -> Iterator[Component]:
    yield from reading.used("Custom events published", "events.custom", "monthly_custom_events")
    yield from reading.used("Third-party events published", "events.custom", "monthly_third_party_events")
    yield from reading.used("Archive processing", "events.archive", "monthly_archive_processing_gb")
    yield from reading.used("Archive storage", "events.archive_storage", "archive_storage_gb")
    yield from reading.used("Schema discovery", "events.discovery", "monthly_schema_discovery_events")


def _rule(reading: Reading) -> Iterator[Component]:
    if reading.stated.values:
        return reading.used("Custom events published", "events.custom", "monthly_custom_events")
    return reading.free_because("schedules and events of AWS services are free on rules")


def _archive(reading: Reading) -> Iterator[Component]:
    yield from reading.used("Archive processing", "events.archive", "monthly_archive_processing_gb")
    yield from reading.used("Archive storage", "events.archive_storage", "archive_storage_gb")


def _destination(reading: Reading) -> Iterator[Component]:
    yield from reading.used("Invocations", "events.destination", "monthly_invocations")


def _pipe(reading: Reading) -> Iterator[Component]:
    yield from reading.used("Requests", "pipes.requests", "monthly_requests")


def _schedule(reading: Reading) -> Iterator[Component]:
    yield from reading.used("Invocations", "scheduler.invocations", "monthly_invocations")


_CUSTOM = amount("monthly_custom_events", "Events published, each 64 KB.", 100_000, 1_000_000, 10_000_000)

METERS = (
    Meter(
        "EventBridge",
        ("AWS::Events::EventBus",),
        _bus,
        (
            _CUSTOM,
            amount("monthly_third_party_events", "Events of partners and other accounts, each 64 KB."),
            amount("monthly_archive_processing_gb", "GB written to archives."),
            amount("archive_storage_gb", "GB in archives."),
            amount("monthly_schema_discovery_events", "Events looked at for schema discovery, each 8 KB."),
        ),
    ),
    Meter(
        "EventBridge",
        ("AWS::Events::Rule",),
        _rule,
        (amount("monthly_custom_events", "Events of one's own on the default bus, each 64 KB."),),
        ("Events of one's own on the default bus are counted only where the usage states them.",),
    ),
    Meter(
        "EventBridge",
        ("AWS::Events::Archive",),
        _archive,
        (
            amount("monthly_archive_processing_gb", "GB written.", 1, 5, 50),
            amount("archive_storage_gb", "GB kept.", 1, 5, 50),
        ),
    ),
    Meter(
        "EventBridge",
        ("AWS::Events::ApiDestination",),
        _destination,
        (amount("monthly_invocations", "Calls of the destination.", 10_000, 100_000, 1_000_000),),
    ),
    Meter(
        "EventBridge",
        ("AWS::Pipes::Pipe",),
        _pipe,
        (
            amount(
                "monthly_requests", "Batches after the filter, each 64 KB.", 100_000, 1_000_000, 10_000_000
            ),
        ),
    ),
    Meter(
        "EventBridge",
        ("AWS::Scheduler::Schedule",),
        _schedule,
        (amount("monthly_invocations", "Runs of the schedule.", 730, 730, 730),),
    ),
)
