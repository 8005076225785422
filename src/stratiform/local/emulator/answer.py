"""What one of MiniStack's handlers answers a request with: status, header fields and body."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

Answer = tuple[int, dict[str, str], bytes]
_AWS_JSON = "application/x-amz-json-1.1"


def json_answer(status: int, value: Mapping[str, Any], *, type_: str = _AWS_JSON) -> Answer:
    """``value`` as JSON; an error of AWS's has ``__type`` and ``message``."""
    return status, {"Content-Type": type_}, json.dumps(value).encode()
