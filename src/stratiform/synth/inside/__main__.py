"""Entry: ``python [flags] inside ...`` under the app's interpreter.

The package is loaded under a private name, so that none of its modules hides one of the app's.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from pathlib import Path

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
    sys.exit(importlib.import_module(f"{_NAME}.once").main(sys.argv[1:]))
