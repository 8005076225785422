"""The config agent beside this container: plain HTTP on localhost, always current."""

import json
import os
import urllib.request
from pathlib import Path
from typing import Any
from urllib.parse import quote


def flags() -> dict[str, Any]:
    """Every flag with its attributes."""
    return _ask(os.environ["FLAGS_CONFIG_URL"], {})


def flags_file() -> dict[str, Any]:
    """The same from the file that the agent keeps."""
    found: dict[str, Any] = json.loads(Path(os.environ["CONFIG_FILES"], "flags.json").read_text())
    return found


def secret(*, refresh: bool = False) -> dict[str, Any]:
    """The database's secret; with ``refresh`` not from the agent's memory."""
    query = f"secretId={quote(os.environ['DATABASE_SECRET_ARN'])}&refreshNow={str(refresh).lower()}"
    return _ask(
        f"{os.environ['SECRETS_URL']}?{query}", {"X-Aws-Parameters-Secrets-Token": os.environ["AWS_TOKEN"]}
    )


def _ask(url: str, headers: dict[str, str]) -> dict[str, Any]:
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=5) as answer:  # noqa: S310
        found: dict[str, Any] = json.load(answer)
    return found
