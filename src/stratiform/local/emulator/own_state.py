"""The state of the app whose local cloud this process is."""

from __future__ import annotations

import os
from pathlib import Path

from stratiform.local.state import State

VARIABLE = "STRATIFORM_STATE"


def own_state() -> State:
    """The state, whose folder ``environment`` gave this process."""
    folder = Path(os.environ[VARIABLE])
    return State(app=folder.parent.parent, folder=folder)
