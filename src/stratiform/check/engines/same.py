"""Which of our rules find the same fault as a rule of AWS's validator."""

from __future__ import annotations

from collections.abc import Mapping

SAME: Mapping[str, tuple[str, ...]] = {}
