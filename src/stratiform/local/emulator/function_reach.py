"""What stands before a function's program: it calls services and load balancers by name, as tasks do."""

from __future__ import annotations

import json
from pathlib import Path

from stratiform.local.emulator.own_state import own_state
from stratiform.local.engine import inside
from stratiform.local.engine.address import folder_of

_INSIDE = Path(inside.__file__).parent


def python() -> str:
    """For a program in Python. It leaves no module and no variable behind."""
    return (
        "import os, sys\n"
        f"os.environ['STRATIFORM_PORTS'] = {_ports()!r}\n"
        f"sys.path.insert(0, {str(_INSIDE / 'python')!r})\n"
        "import socket, translation\n"
        "translation.patch_socket(socket)\n"
        "del sys.path[0], sys.modules['translation'], os.environ['STRATIFORM_PORTS']\n"
    )


def node() -> str:
    """For a program in JavaScript."""
    return (
        f"process.env.STRATIFORM_PORTS = {json.dumps(_ports())};\n"
        f"require({json.dumps(str(_INSIDE / 'node.cjs'))});\n"
        "delete process.env.STRATIFORM_PORTS;\n"
    )


def _ports() -> str:
    return str(folder_of(own_state()))
