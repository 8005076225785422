"""Names and ids as CloudFormation and the services make them."""

from __future__ import annotations

import secrets
from typing import Any

from stratiform.local.emulator import private


def physical_name(stack: str, logical_id: str, **limits: Any) -> str:
    """``{stack}-{logical id}-{suffix}``: the same for one resource until it is replaced.

    ``limits``: ``max_len`` in characters, ``lowercase``.
    """
    made = private.get("services.cloudformation.provisioners", "_physical_name")
    name: str = made(stack, logical_id, **limits)
    return name


def new_id(prefix: str) -> str:
    """An id in EC2's form: the prefix and 17 hexadecimal digits."""
    return f"{prefix}-{secrets.token_hex(9)[:17]}"
