"""The base images of Lambda, and where the handler of a function's image is found."""

from __future__ import annotations

import re
from pathlib import Path

from stratiform.local.engine.images.launch import Config, Unpacked

_BASE = re.compile(
    r"(?:.*/)?(?:aws-lambda-|lambda/)(?P<language>python|nodejs)(?::(?P<version>\d+(?:\.\d+)?))?"
)
_TASK_ROOT = "/var/task"


def version(image: str, language: str) -> str | None:
    """``3.13`` for ``public.ecr.aws/lambda/python:3.13``; empty where the tag names none; None for others."""
    found = _BASE.match(image)
    if found is None or found["language"] != language:
        return None
    return found["version"] or ""


def is_base(image: str) -> bool:
    """Whether ``image`` brings Lambda's runtime."""
    return _BASE.match(image) is not None


def config(image: str) -> Config:
    """What an image starts with: Lambda's variables and folder where ``image`` is one of its bases."""
    if not is_base(image):
        return Config()
    return Config(
        env={"LAMBDA_TASK_ROOT": _TASK_ROOT, "LAMBDA_RUNTIME_DIR": "/var/runtime"},
        working_directory=_TASK_ROOT,
    )


def folders(image: str) -> tuple[str, ...]:
    """What is there before the first instruction, so that a COPY to it copies into it."""
    return (_TASK_ROOT,) if is_base(image) else ()


def unpacked(folder: Path, venv: Path, python: str, node: str | None) -> Unpacked:
    """Where a function finds its modules. ``python`` and ``node`` are versions; None for no Node."""
    if node is not None:
        return Unpacked(f"nodejs{node.split('.', 1)[0]}.x", folder)
    minor = ".".join(python.split(".")[:2])
    return Unpacked(f"python{minor}", folder, venv / "lib" / f"python{minor}" / "site-packages")
