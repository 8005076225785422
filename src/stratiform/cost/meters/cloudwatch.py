"""CloudWatch: alarms by metric and resolution, dashboards, log groups, canaries, metric streams."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from stratiform.assembly.properties import value
from stratiform.cost.component import HOURS, Component
from stratiform.cost.keys import amount
from stratiform.cost.meter import Meter
from stratiform.cost.reading import Reading
from stratiform.cost.values import mappings, number, text


def _alarm(reading: Reading) -> Iterator[Component]:
    queries = mappings(reading.get("Metrics"))
    metrics = [query for query in queries if query.get("MetricStat")]
    count = max(1, len(metrics))
    if any("ANOMALY_DETECTION_BAND" in text(query.get("Expression")) for query in queries):
        count *= 3  # the metric and the two bounds of its band
        name = "Anomaly detection alarm"
    else:
        name = "Alarm metrics"
    periods = [number(value(query, "MetricStat.Period")) for query in metrics]
    seconds = min((period for period in periods if period), default=reading.number("Period", 300))
    fine = seconds < 60
    price = "cloudwatch.alarm.high" if fine else "cloudwatch.alarm.standard"
    yield from reading.charge(f"{name} ({'high' if fine else 'standard'} resolution)", price, count)


def _composite(reading: Reading) -> Iterator[Component]:
    yield from reading.charge("Composite alarm", "cloudwatch.alarm.composite", 1)


def _dashboard(reading: Reading) -> Iterator[Component]:
    yield from reading.charge("Dashboard", "cloudwatch.dashboard", 1)


def _logs(reading: Reading) -> Iterator[Component]:
    kind = "infrequent" if reading.text("LogGroupClass") == "INFREQUENT_ACCESS" else "standard"
    yield from reading.used("Data ingested", f"logs.ingested.{kind}", "monthly_data_ingested_gb")
    yield from reading.used("Archival Storage", "logs.storage", "storage_gb")
    yield from reading.used("Insights queries data scanned", "logs.scanned", "monthly_data_scanned_gb")


_RATE = re.compile(r"rate\((\d+) (minute|hour|day)s?\)")
_HOURS = {"minute": Decimal(1) / 60, "hour": Decimal(1), "day": Decimal(24)}


def _canary(reading: Reading) -> Iterator[Component]:
    told = reading.told("monthly_runs")
    match = _RATE.fullmatch(reading.text("Schedule.Expression"))
    if told is not None:
        yield from reading.used("Canary runs", "cloudwatch.canary", "monthly_runs")
    elif match and match[1] != "0":
        runs = HOURS / (int(match[1]) * _HOURS[match[2]])
        yield from reading.charge("Canary runs", "cloudwatch.canary", runs)
    else:
        reading.note("The canary's schedule is no rate(): one run an hour is counted")
        yield from reading.charge("Canary runs", "cloudwatch.canary", HOURS)


def _stream(reading: Reading) -> Iterator[Component]:
    yield from reading.used("Metric updates", "cloudwatch.stream", "monthly_metric_updates")


METERS = (
    Meter("CloudWatch", ("AWS::CloudWatch::Alarm",), _alarm, (), ("Every metric of an alarm is charged.",)),
    Meter("CloudWatch", ("AWS::CloudWatch::CompositeAlarm",), _composite),
    Meter("CloudWatch", ("AWS::CloudWatch::Dashboard",), _dashboard, (), ("With up to 500 metrics.",)),
    Meter(
        "CloudWatch Logs",
        ("AWS::Logs::LogGroup",),
        _logs,
        (
            amount("monthly_data_ingested_gb", "GB written.", 0.1, 0.5, 2),
            amount("storage_gb", "GB kept, compressed.", 0.1, 0.5, 5),
            amount("monthly_data_scanned_gb", "GB scanned by Logs Insights."),
        ),
    ),
    Meter(
        "CloudWatch",
        ("AWS::Synthetics::Canary",),
        _canary,
        (amount("monthly_runs", "Runs; those of its schedule by default."),),
        ("The function, bucket and logs of a canary are charged where they are.",),
    ),
    Meter(
        "CloudWatch",
        ("AWS::CloudWatch::MetricStream",),
        _stream,
        (amount("monthly_metric_updates", "Updates of metrics streamed.", 1_000_000, 5_000_000, 10_000_000),),
    ),
)
