"""Lambda: requests, GB-seconds by processor, ephemeral storage beyond 512 MB, provisioned concurrency."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from stratiform.assembly.properties import items
from stratiform.assembly.sam_events import events
from stratiform.cost.component import HOURS, Component
from stratiform.cost.keys import amount, choice, shape
from stratiform.cost.meter import Meter
from stratiform.cost.reading import Reading

_MB = Decimal(1024)
_USES = ("monthly_requests", "request_duration_ms")


def processor(reading: Reading) -> str:
    """``arm64`` or ``x86_64``, from the function's Architectures."""
    return "arm64" if "arm64" in items(reading.resource.properties.get("Architectures")) else "x86_64"


def _function(reading: Reading) -> Iterator[Component]:
    if _serves_deployments(reading):
        reading.rarely("monthly_requests", 100, "It runs when its stack is deployed: 100 runs are assumed")
    requests = reading.use("monthly_requests")
    seconds = requests * reading.use("request_duration_ms") / 1000
    memory = reading.number("MemorySize", 128)
    extra = max(Decimal(), reading.number("EphemeralStorage.Size", 512) - 512)
    yield from reading.charge("Requests", "lambda.requests", requests, _USES[0])
    yield from reading.charge(
        "Duration", f"lambda.duration.{processor(reading)}", seconds * memory / _MB, _USES
    )
    yield from reading.charge("Ephemeral storage", "lambda.ephemeral", seconds * extra / _MB, _USES)
    yield from _provisioned(reading, reading, "ProvisionedConcurrencyConfig", used=False)
    yield from _implicit_api(reading, requests)


def _serves_deployments(reading: Reading) -> bool:
    """Whether a custom resource calls it: directly, or through a function that only passes it on."""
    pointing = reading.graph.into(reading.address)
    return any(edge.at.startswith("ServiceToken") for edge in pointing)


def _implicit_api(reading: Reading, requests: Decimal) -> Iterator[Component]:
    """The API that SAM makes for functions whose events name none."""
    made = {event.type for event in events(reading.resource) if event.makes_api}
    for kind, price in (("Api", "rest"), ("HttpApi", "http")):
        if kind in made:
            reading.note(f"Every run of it is a request of the implicit {kind}")
            yield from reading.charge(
                f"Requests of the implicit {kind}", f"apigateway.{price}", requests, _USES[0]
            )


def _alias(reading: Reading) -> Iterator[Component]:
    function = reading.refers("FunctionName", "AWS::Lambda::Function", "AWS::Serverless::Function")
    if reading.number("ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions", 0) == 0:
        return reading.free_because("a part of its function")
    of = reading.other(function) if function else reading
    return _provisioned(reading, of, "ProvisionedConcurrencyConfig", used=True)


def _provisioned(reading: Reading, function: Reading, at: str, *, used: bool) -> Iterator[Component]:
    count = reading.number(f"{at}.ProvisionedConcurrentExecutions", 0)
    if not count:
        return
    gigabytes = (reading.told("memory_mb") if used else None) or function.number("MemorySize", 128)
    gigabytes /= _MB
    chosen = str(reading.stated.values.get("architecture", processor(function)))
    hours = (reading.told("monthly_duration_hrs") if used else None) or HOURS
    yield from reading.charge(
        "Provisioned concurrency", f"lambda.provisioned.{chosen}", count * gigabytes * hours * 3600
    )
    if used:
        requests = reading.use("monthly_requests")
        seconds = requests * reading.use("request_duration_ms") / 1000
        yield from reading.charge("Requests", "lambda.requests", requests, _USES[0])
        yield from reading.charge(
            "Duration", f"lambda.provisioned_duration.{chosen}", seconds * gigabytes, _USES
        )


_KEYS = (
    amount("monthly_requests", "Invocations.", 100_000, 1_000_000, 5_000_000),
    shape("request_duration_ms", "Mean duration of an invocation, in milliseconds.", 200),
)

METERS = (
    Meter(
        "Lambda",
        ("AWS::Lambda::Function", "AWS::Serverless::Function"),
        _function,
        _KEYS,
        (
            "Memory and processor are those of the definition.",
            "SnapStart and streamed responses are not counted.",
        ),
    ),
    Meter(
        "Lambda",
        ("AWS::Lambda::Alias", "AWS::Lambda::Version"),
        _alias,
        (
            amount("monthly_requests", "Invocations while concurrency is provisioned."),
            shape("request_duration_ms", "Mean duration of an invocation, in milliseconds.", 200),
            shape("monthly_duration_hrs", "Hours in which concurrency is provisioned.", 730),
            shape("memory_mb", "Memory of the function, where the template does not tell.", 128),
            choice("architecture", "Processor, where the template does not tell.", "x86_64", "arm64"),
        ),
        ("Provisioned concurrency is there all month unless monthly_duration_hrs says less.",),
    ),
)
