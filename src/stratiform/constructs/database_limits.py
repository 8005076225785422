"""What a database server can hold, so that an alarm can say how much of it is in use."""

from __future__ import annotations

import math
import re

from stratiform.errors import WrongUse

SMALL = {"micro": 1, "small": 2, "medium": 4}
"""GiB of a burstable class. ``large`` is 8, as in every general-purpose family."""
LARGE = {"t": 8, "m": 8, "c": 4, "r": 16, "x": 32}
"""GiB of the size ``large`` by the first letter of a family; an ``xlarge`` has twice that, and so on.

Source: the hardware tables of instance classes in the Amazon RDS user guide.
"""
ACU = 2.0
"""GiB of an Aurora capacity unit."""


def memory(instance: str) -> float:
    """GiB of memory of an instance class like ``m7g.2xlarge``. Raises WrongUse for an unknown one."""
    family, _, size = instance.removeprefix("db.").partition(".")
    large = LARGE.get(family[:1])
    if large and size in SMALL and family.startswith("t"):
        return SMALL[size]
    steps = re.fullmatch(r"(?:(\d*)(x))?large", size)
    if not large or not steps:
        raise WrongUse(
            f"{instance!r} is no instance class that is known here.",
            where="the tier's database.instance",
            fix='Give one like "t4g.medium" or "m7g.large".',
        )
    return large * (2 * int(steps[1] or 1) if steps[2] else 1)


def connections(gigabytes: float, *, limit: int = 5000) -> int:
    """How many connections PostgreSQL takes by AWS's default for ``max_connections``.

    AWS divides the memory that is left for the engine by 9,531,392 bytes. The line goes through the values
    that Aurora documents: 189 at 2 GiB, 823 at 8, 1669 at 16, 3360 at 32, and never more than ``limit``.
    """
    return min(limit, math.floor(105.7 * gigabytes - 22))
