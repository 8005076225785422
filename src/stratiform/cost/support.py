"""Versions whose standard support ends: from then on AWS charges extended support."""

from __future__ import annotations

from collections.abc import Mapping

from stratiform.cost.reading import Reading

# The month in which standard support ends.
# https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html
# https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/extended-support.html
UNTIL: Mapping[tuple[str, str], str] = {
    **{("eks", f"1.{minor}"): "2024-12" for minor in range(10, 29)},
    ("eks", "1.29"): "2025-03",
    ("eks", "1.30"): "2025-07",
    ("eks", "1.31"): "2025-11",
    ("eks", "1.32"): "2026-03",
    ("eks", "1.33"): "2026-07",
    ("mysql", "5.7"): "2024-02",
    ("mysql", "8.0"): "2026-07",
    ("postgres", "11"): "2024-03",
    ("postgres", "12"): "2025-02",
    ("postgres", "13"): "2026-02",
}


def is_extended(reading: Reading, product: str, version: str, service: str) -> bool:
    """Whether standard support had ended when the prices of ``service`` were taken.

    Where it ends later the estimate says when, so that it is the same every time.
    """
    ends = [
        (name, until)
        for (of, name), until in UNTIL.items()
        if of == product and (version == name or version.startswith(f"{name}."))
    ]
    if not ends:
        return False
    name, until = ends[0]
    if until < reading.prices.sources(reading.region)[service]["date"]:
        return True
    reading.note(
        f"Standard support of {product} {name} ends in {until}; from then on extended support is charged"
    )
    return False
