"""A bundle's compiled packages, for the Python that runs the function on this machine.

A bundle made for python3.14 on arm64 holds extension modules that another Python or another processor
cannot load. Its packages keep their names and versions (``*.dist-info``), so the same versions are
installed for the interpreter at hand, once, and put before the bundle on its module path.
"""

from __future__ import annotations

import importlib.metadata
import platform
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

from stratiform.errors import ImageError, MissingPart
from stratiform.local.emulator import python_sdk
from stratiform.local.emulator.interpreters import Interpreter
from stratiform.local.engine.images import environment

_PROCESSORS = {"amd64": "x86_64", "aarch64": "arm64"}


@dataclass(frozen=True)
class Package:
    """One installed distribution. ``tags`` are its wheel's, e.g. ``cp314-cp314-manylinux2014_aarch64``."""

    name: str
    version: str
    tags: tuple[str, ...]
    requires: tuple[str, ...]


def folder(paths: Iterable[Path], python: Interpreter, declared: str) -> Path | None:
    """A folder whose ``python`` holds the bundle's packages for ``python``; None where they load as they are.

    ``paths`` are where the function finds modules; ``declared`` is the runtime it was bundled for. Installs
    at the first call. Raises MissingPart when uv or the package index cannot be had.
    """
    packages = [package for path in paths for package in _packages(path)]
    if not _to_install(packages, python):
        return None
    pins = sorted(f"{package.name}=={package.version}" for package in packages)
    made = _cache() / environment.key(*pins, str(python.executable), python.version, _processor())[:24]

    def install(folder: Path) -> Mapping[str, str]:
        environment.run(
            [
                *(_uv(), "pip", "install", "--quiet", "--no-progress", "--only-binary", ":all:"),
                *("--python", str(python.executable), "--target", str(folder / "python"), *pins),
            ],
            cwd=folder,
            env={},
            what="uv pip install",
            where="",
            say=lambda text: None,
        )
        return {"python": python.version}

    try:
        environment.make(made, install)
    except (ImageError, MissingPart) as error:
        fix = f"See that uv and the package index answer once, or install {declared} for this processor."
        # A function's error is one text, so the fix is in it.
        raise MissingPart(
            f"The function's bundle holds packages for {declared} that Python {python.version} on"
            f" {_processor()} cannot load, and the same versions cannot be installed: {error.what}. {fix}",
            fix=fix,
        ) from error
    return made


def explanation() -> str:
    """One sentence for `strat up --explain`."""
    try:
        _uv()
    except MissingPart as error:
        return f"Functions that bundle compiled packages for another platform fail: {error.what}. {error.fix}"
    return (
        "Compiled packages that a bundle holds for another Python or processor are installed again for this"
        " machine's, in the same versions, at the function's first call; that needs the package index once."
    )


def _packages(path: Path) -> Iterator[Package]:
    for metadata in path.glob("*.dist-info"):
        found = importlib.metadata.PathDistribution(metadata)
        wheel = found.read_text("WHEEL") or ""
        tags = tuple(line[5:] for line in wheel.splitlines() if line.startswith("Tag: "))
        if found.metadata and found.metadata["Name"]:
            yield Package(found.metadata["Name"], found.version, tags, tuple(found.requires or ()))


def _to_install(packages: Iterable[Package], python: Interpreter) -> bool:
    known = list(packages)
    return not all(_loads(package, python) for package in known) or _lacks_something(known, python)


def _loads(package: Package, python: Interpreter) -> bool:
    return not package.tags or any(_fits(tag.strip(), python) for tag in package.tags)


def _fits(tag: str, python: Interpreter) -> bool:
    versions, abi, platforms = tag.split("-")
    own = "cp" + python.version.replace(".", "")
    if abi == "abi3":
        minor = max(int(v[3:] or 0) for v in versions.split(".") if v.startswith("cp3"))
        interpreter_fits = minor <= int(python.version.partition(".")[2])
    else:
        interpreter_fits = abi == "none" or abi.split(".")[0] == own
    return interpreter_fits and any(_is_here(name) for name in platforms.split("."))


def _is_here(name: str) -> bool:
    if name == "any":
        return True
    system = "macosx" if sys.platform == "darwin" else "linux"
    processor = {"arm64": ("aarch64", "arm64")}.get(_processor(), (_processor(),))
    return system in name and "musllinux" not in name and name.endswith((*processor, "universal2"))


def _lacks_something(packages: Iterable[Package], python: Interpreter) -> bool:
    """Whether a package needs another one on this Python that it did not need on the bundle's."""
    known = {canonicalize_name(package.name) for package in packages}
    provided = {canonicalize_name(name) for name in python_sdk.DISTRIBUTIONS}
    here = {
        "python_version": python.version,
        "python_full_version": f"{python.version}.0",
        "extra": "",
    }
    for package in packages:
        for text in package.requires:
            try:
                needed = Requirement(text)
            except InvalidRequirement:
                continue
            there = canonicalize_name(needed.name) in known | provided
            if needed.marker and needed.marker.evaluate(here) and not there:
                return True
    return False


def _processor() -> str:
    machine = platform.machine().lower()
    return _PROCESSORS.get(machine, machine)


def _uv() -> str:
    try:
        from uv import find_uv_bin

        return find_uv_bin()
    except (ImportError, FileNotFoundError) as error:
        raise MissingPart("uv is not installed", fix="Install stratiform[local].") from error


def _cache() -> Path:
    host = environment.tool_environment()
    given = Path(host.get("XDG_CACHE_HOME", ""))
    root = given if given.is_absolute() else Path(host.get("HOME", Path.home())) / ".cache"
    return root / "stratiform" / "packages"
