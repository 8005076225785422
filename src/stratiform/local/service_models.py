"""botocore's models of the services without their documentation, read once in a process.

The documentation is most of a model: with it, the clients of a container system take 70 MB and a second of
CPU in each process that has them, without it 20 MB and half of that.
"""

from __future__ import annotations

import functools
import gzip
import json
from pathlib import Path
from typing import Any

from botocore.loaders import JSONFileLoader, Loader
from botocore.session import Session


def use(session: Session) -> None:
    """Make ``session`` read these models. Docstrings of its clients are empty."""
    session.register_component("data_loader", _loader())


@functools.cache
def _loader() -> Loader:
    return Loader(file_loader=_Files())


class _Files(JSONFileLoader):
    def load_file(self, file_path: str) -> dict[str, Any] | None:
        for path, opened in ((f"{file_path}.json", open), (f"{file_path}.json.gz", gzip.open)):
            if Path(path).is_file():
                with opened(path, "rb") as file:
                    read: dict[str, Any] = json.load(file, object_pairs_hook=_kept)
                return read
        return None


def _kept(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A member may be called ``documentation``: its value is an object, not text."""
    return {key: "" if key == "documentation" and isinstance(value, str) else value for key, value in pairs}
