"""Ranges of addresses that have a meaning of their own."""

from __future__ import annotations

EVERYWHERE = ("0.0.0.0/0", "::/0")
"""Every address of IPv4, and of IPv6."""
