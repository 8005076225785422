"""Entry: ``python [flags] inside once|resident ...`` under the app's interpreter.

The package is loaded under a private name, so that none of its modules hides one of the app's.
"""

from __future__ import annotations

import sys

_STARTUP = frozenset(sys.modules)

import importlib  # noqa: E402  what Python itself has loaded had to be noted first
import importlib.util  # noqa: E402
from pathlib import Path  # noqa: E402

_NAME = "_stratiform_inside"


def _load() -> None:
    here = Path(__file__).absolute().parent
    if sys.path and Path(sys.path[0]).absolute() == here:
        del sys.path[0]
    spec = importlib.util.spec_from_file_location(
        _NAME, here / "__init__.py", submodule_search_locations=[str(here)]
    )
    assert spec is not None
    assert spec.loader is not None
    package = importlib.util.module_from_spec(spec)
    sys.modules[_NAME] = package
    spec.loader.exec_module(package)


if __name__ == "__main__":
    _load()
    way, *arguments = sys.argv[1:]
    sys.exit(importlib.import_module(f"{_NAME}.{way}").main(arguments, _STARTUP))
