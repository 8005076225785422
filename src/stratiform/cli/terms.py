"""What an estimate is made for: the tier and the region of an environment."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stratiform.cost import Terms


def terms_of(app: Path, environment: str) -> Terms:
    """The terms of ``app``, an app, an assembly or a template, in an environment. Raises what settings raise.

    Where no stratiform.toml is in sight, ``local`` is what it is by itself, and the settings are not loaded.
    """
    from stratiform.cost import Terms
    from stratiform.local.source import source

    home = source(app).home
    if environment == "local" and not any(
        (folder / "stratiform.toml").is_file() for folder in (home, *home.parents)
    ):
        return Terms()
    from stratiform.settings import load

    found = load(home).environment(environment)
    return Terms(environment, found.tier.name, found.region)
