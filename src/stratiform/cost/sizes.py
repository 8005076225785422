"""Instance sizes. Within a family AWS's price is proportional to the size; ``large`` is the measure."""

from __future__ import annotations

import re
from decimal import Decimal

_SMALL = {
    "nano": Decimal("0.0625"),
    "micro": Decimal("0.125"),
    "small": Decimal("0.25"),
    "medium": Decimal("0.5"),
    "large": Decimal(1),
    "xlarge": Decimal(2),
}
_MULTIPLE = re.compile(r"(?:metal-)?(\d+)xl(?:arge)?")


def factor(size: str) -> Decimal | None:
    """How many ``large`` a size is: 0.5 for ``medium``, 8 for ``4xlarge``; None for what is no size."""
    if size in _SMALL:
        return _SMALL[size]
    match = _MULTIPLE.fullmatch(size)
    return Decimal(match[1]) * 2 if match else None


def vcpus(size: str) -> int:
    """The vCPUs of a size in the burstable families: 2 up to ``large``, then 4 and 8."""
    times = factor(size) or Decimal(1)
    return max(2, int(times * 2))


def is_graviton(family: str) -> bool:
    """Whether an instance family has AWS's arm64 processor: m6g, c7gn, t4g, x2gd, i4g, a1."""
    return family == "a1" or (
        re.fullmatch(r"[a-z]+\d+[a-z]*g[a-z]*", family) is not None and not re.match(r"g\d", family)
    )
