"""Inline code in a template can import ``cfnresponse`` (Python) and ``cfn-response`` (Node), as on AWS."""

from __future__ import annotations

import functools
import io
import zipfile
from collections.abc import Callable

from stratiform.local.emulator import cfn_response, private

EXPLAIN = None


def _with_response(original: Callable[..., bytes | None]) -> Callable[..., bytes | None]:
    @functools.wraps(original)
    def zip_inline(source: str | None, handler: str, runtime: str = "python3.12") -> bytes | None:
        packed = original(source, handler, runtime)
        if packed is None:
            return None
        content = io.BytesIO(packed)
        with zipfile.ZipFile(content, "a") as archive:
            if runtime.startswith("nodejs"):
                archive.writestr("node_modules/cfn-response/index.js", cfn_response.NODE)
            else:
                archive.writestr("cfnresponse.py", cfn_response.PYTHON)
        return content.getvalue()

    return zip_inline


def install() -> None:
    """Put the module into every inline function."""
    private.wrap("services.cloudformation.provisioners", "_zip_inline", _with_response)
