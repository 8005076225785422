"""Amounts as people read them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal


def dollars(value: Decimal) -> str:
    """``1,234.50``; what is not nothing and less than half a cent is ``<0.01``."""
    cents = value.quantize(Decimal("0.01"), ROUND_HALF_UP)
    if value and not cents:
        return "<0.01"
    return f"{cents:,.2f}"


def change(value: Decimal) -> str:
    """``+12.00``, ``-3.10`` or ``0.00``."""
    cents = value.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{cents:+,.2f}" if cents else "0.00"


def count(value: Decimal) -> str:
    """A quantity without needless digits: ``730``, ``0.25``, ``1,500,000``."""
    rounded = value.quantize(Decimal("0.0001")) if value != value.to_integral_value() else value
    text = f"{rounded:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
