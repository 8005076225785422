"""What the fixtures of this folder are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from stratiform.assembly.graph import Graph
from stratiform.cost import Charge, Estimate

Resources = Mapping[str, tuple[str, Mapping[str, Any]]]
GraphOf = Callable[[Resources], Graph]
BillOf = Callable[..., Estimate]
ChargeOf = Callable[..., Charge]
