"""Write src/stratiform/diff/replacement.json from the provider schemas that cfn-lint ships; --check compares.

AWS publishes one schema for each resource type. ``createOnlyProperties`` replace the resource when they
change, ``conditionalCreateOnlyProperties`` may, and an array with ``insertionOrder: false`` has no order. A
``primaryIdentifier`` that is given at creation is a name that no second resource can have.
"""

from __future__ import annotations

import importlib.metadata
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parents[1] / "src" / "stratiform" / "diff" / "replacement.json"


def facts() -> dict[str, Any]:
    """What the installed schemas say, in the form of the file."""
    import cfnlint.data.schemas

    folder = Path(next(iter(cfnlint.data.schemas.__path__)))
    schemas = [json.loads(file.read_bytes()) for file in (folder / "resources").glob("*.json")]
    return {
        "schemas": json.loads((folder / "version.json").read_bytes())["schema_date"],
        "cfn-lint": importlib.metadata.version("cfn-lint"),
        "types": {
            schema["typeName"]: _type(schema) for schema in sorted(schemas, key=lambda s: s["typeName"])
        },
    }


def _type(schema: Mapping[str, Any]) -> dict[str, list[str]]:
    properties = schema.get("properties", {})
    replaces = _paths(schema.get("createOnlyProperties", ()))
    identifier = _paths(schema.get("primaryIdentifier", ()))
    found = {
        "replaces": replaces,
        "may_replace": _paths(schema.get("conditionalCreateOnlyProperties", ())),
        "unordered": sorted(name for name, body in properties.items() if body.get("insertionOrder") is False),
        "name": identifier if len(identifier) == 1 and identifier[0] in replaces else [],
    }
    return {name: paths for name, paths in found.items() if paths}


def _paths(pointers: Any) -> list[str]:
    return sorted(pointer.removeprefix("/properties/").replace("/", ".") for pointer in pointers)


def text() -> str:
    """The file: one line for each type, so that a new version of the schemas reads well in review."""
    found = facts()
    types = found.pop("types")
    lines = [
        f" {json.dumps(name)}: {json.dumps(body, separators=(',', ':'))}" for name, body in types.items()
    ]
    head = json.dumps(found)[:-1]
    return f'{head}, "types": {{\n' + ",\n".join(lines) + "\n}}\n"


def main() -> int:
    written = text()
    if "--check" in sys.argv:
        return int(not TARGET.exists() or TARGET.read_text() != written)
    TARGET.write_text(written)
    return 0


if __name__ == "__main__":
    sys.exit(main())
