"""Bills of small templates."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from cost.bills import BillOf, ChargeOf, GraphOf, Resources
from stratiform.assembly import read
from stratiform.assembly.graph import Graph
from stratiform.cost import Charge, Estimate, Prices, Terms, estimate, usage
from stratiform.cost.prices import FOLDER


@pytest.fixture
def prices() -> Prices:
    """The prices that are shipped, whatever this machine has fetched."""
    return Prices((FOLDER,))


@pytest.fixture
def graph_of(tmp_path: Path) -> GraphOf:
    """A graph of ``{logical id: (type, properties)}``."""

    def of(resources: Resources) -> Graph:
        body = {name: {"Type": type_, "Properties": told} for name, (type_, told) in resources.items()}
        file = tmp_path / "template.json"
        file.write_text(json.dumps({"Resources": body}))
        return read(file)

    return of


@pytest.fixture
def bill_of(graph_of: GraphOf, prices: Prices) -> BillOf:
    """The estimate of ``{logical id: (type, properties)}`` with a usage; nothing is assumed."""

    def of(resources: Resources, stated: Mapping[str, Any] | None = None, **terms: Any) -> Estimate:
        told = Terms(**{"free_tier": False, "assume": False, **terms})
        return estimate(graph_of(resources), usage(stated or {}), prices, told)

    return of


@pytest.fixture
def charge_of(bill_of: BillOf) -> ChargeOf:
    """The charge of one resource of a type, with its properties and usage."""

    def of(type_: str, properties: Mapping[str, Any], /, **stated: Any) -> Charge:
        found = bill_of({"R": (type_, properties)}, {"R": stated} if stated else {})
        assert len(found.charges) == 1, (found.unpriced, found.free)
        return found.charges[0]

    return of
