"""Numbers about the agent in the text format of Prometheus.

https://prometheus.io/docs/instrumenting/exposition_formats/
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

Labels = tuple[tuple[str, str], ...]
Gauge = Callable[[], Iterable[tuple[Mapping[str, str], float]]]

_BUCKETS = (0.05, 0.1, 0.2, 0.3, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0)  # seconds


@dataclass
class Metrics:
    """Counters and latencies as they happen; gauges are asked when somebody reads."""

    counters: Counter[tuple[str, Labels]] = field(default_factory=Counter)
    latencies: dict[str, list[float]] = field(default_factory=dict)
    gauges: dict[str, Gauge] = field(default_factory=dict)

    def count(self, name: str, **labels: str) -> None:
        """One more."""
        self.counters[name, tuple(sorted(labels.items()))] += 1

    def observe(self, name: str, seconds: float) -> None:
        """One more duration: counted in its bucket and all above it, and in the sum."""
        found = self.latencies.setdefault(name, [0.0] * (len(_BUCKETS) + 2))
        for at, bound in enumerate(_BUCKETS):
            found[at] += seconds <= bound
        found[-2] += 1
        found[-1] += seconds

    def text(self) -> str:
        """Everything, a line each."""
        lines = [f"{name}{_shown(labels)} {value}" for (name, labels), value in sorted(self.counters.items())]
        for name, found in sorted(self.latencies.items()):
            bounds = [*(f"{bound:g}" for bound in _BUCKETS), "+Inf"]
            lines += [
                f'{name}_bucket{{le="{bound}"}} {value:g}'
                for bound, value in zip(bounds, found[:-1], strict=True)
            ]
            lines += [f"{name}_count {found[-2]:g}", f"{name}_sum {found[-1]:g}"]
        for name, gauge in sorted(self.gauges.items()):
            lines += [f"{name}{_shown(tuple(sorted(labels.items())))} {value:g}" for labels, value in gauge()]
        return "\n".join(lines) + "\n"


def _shown(labels: Labels) -> str:
    if not labels:
        return ""
    inner = ",".join(f'{name}="{_escaped(value)}"' for name, value in labels)
    return f"{{{inner}}}"


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
