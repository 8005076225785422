"""An estimate and a comparison as plain values for JSON. Money is a number with six decimals."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from stratiform.cost.bill import Charge, Estimate, Listed
from stratiform.cost.compare import Comparison
from stratiform.cost.component import HOURS
from stratiform.cost.summary import assumptions, by_service, by_stack


def document(estimate: Estimate) -> dict[str, Any]:
    """Everything that an estimate has."""
    low, high = estimate.span
    return {
        "environment": estimate.environment,
        "tier": estimate.tier,
        "currency": "USD",
        "hours": int(HOURS),
        "total": _money(estimate.total),
        "gross": _money(estimate.gross),
        "least": _money(low),
        "most": _money(high),
        "services": {name: _money(value) for name, value in by_service(estimate).items()},
        "stacks": {name: _money(value) for name, value in by_stack(estimate).items()},
        "charges": [_charge(charge) for charge in estimate.charges],
        "free_tiers": [{"about": each.about, "monthly": _money(each.monthly)} for each in estimate.credits],
        "unpriced": [_listed(each) for each in estimate.unpriced],
        "free": [_listed(each) for each in estimate.free],
        "assumptions": list(assumptions(estimate)),
        "notes": list(estimate.notes),
        "prices": {region: dict(services) for region, services in estimate.sources.items()},
    }


def comparison(found: Comparison) -> dict[str, Any]:
    """What differs between two estimates."""
    return {
        "before": {"name": found.before_name, "total": _money(found.before)},
        "after": {"name": found.after_name, "total": _money(found.after)},
        "difference": _money(found.after - found.before),
        "resources": [
            {
                "path": line.path,
                "type": line.type,
                "before": _money(line.before),
                "after": _money(line.after),
                "difference": _money(line.difference),
            }
            for line in found.lines
        ],
        "assumptions": list(found.assumptions),
        "unpriced": list(found.unpriced),
    }


def _charge(charge: Charge) -> dict[str, Any]:
    low, high = charge.span
    return {
        "path": charge.path,
        "stack": charge.address.stack,
        "logical_id": charge.address.logical_id,
        "type": charge.type,
        "service": charge.service,
        "region": charge.region,
        "monthly": _money(charge.monthly),
        "fixed_monthly": _money(charge.fixed),
        "usage_monthly": _money(charge.used),
        "assumed_monthly": _money(charge.assumed),
        "least": _money(low),
        "most": _money(high),
        "components": [
            {
                "name": line.name,
                "unit": line.unit,
                "quantity": _money(line.quantity),
                "unit_price": float(line.price),
                "monthly": _money(line.monthly),
                "source": line.source.value,
            }
            for line in charge.components
        ],
        "assumed_usage": {name: _money(value) for name, value in charge.assumptions.items()},
        "notes": list(charge.notes),
        "where": str(charge.origin) if charge.origin else None,
    }


def _listed(each: Listed) -> dict[str, Any]:
    return {"type": each.type, "reason": each.reason, "resources": [str(where) for where in each.resources]}


def _money(value: Decimal) -> float:
    return float(round(value, 6))
