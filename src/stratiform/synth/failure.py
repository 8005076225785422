"""The words for what an app raised: the user's own line and construct, one sentence, one next step."""

from __future__ import annotations

import re
import signal
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from stratiform import errors
from stratiform.errors import AppError, StratiformError

_INSTALLED_NAMES = {"yaml": "pyyaml", "dotenv": "python-dotenv", "aws_cdk": "aws-cdk-lib", "PIL": "pillow"}

_MINIFIED = re.compile(r"\b([A-Z]\w*?)2(?= initialization| \[)")  # the CDK's own build renames classes


def error_of(failure: Mapping[str, Any], folder: Path, interpreter: str) -> StratiformError:
    """The error to show for ``failure`` (see inside/failure.py) of the app in ``folder``.

    What Stratiform's own constructs raised comes back as it was raised.
    """
    fact = failure["fact"] or {"kind": "other"}
    place = _place(failure, folder)
    if fact["kind"] == "stratiform":
        return _class(fact["classes"])(fact["what"], fix=fact["fix"], where=_joined(fact["where"], place))
    if fact["kind"] == "syntax":
        place = f"{_short(fact['file'] or '?', folder)}:{fact['line']}"
    what, fix = _words(fact, failure, interpreter)
    return AppError(what, fix=fix, where=_joined(place, failure["path"] and f"construct {failure['path']}"))


def ending(code: int) -> AppError:
    """The error for an app that ended with ``code`` and raised nothing."""
    if code < 0:
        name = signal.Signals(-code).name
        return AppError(f"The app was ended by {name}.", fix="Run it alone to see where: python app.py.")
    return AppError(
        f"The app ended with exit code {code}.",
        fix="What it printed says why.",
    )


def _words(fact: Mapping[str, Any], failure: Mapping[str, Any], interpreter: str) -> tuple[str, str]:
    near = " or ".join(fact.get("near", ()))
    if fact["kind"] == "keyword":
        known = f"It takes {', '.join(fact['known'])}." if fact["known"] else "Remove it."
        return f"{fact['of']} has no argument {fact['seen']}.", f"Did you mean {near}?" if near else known
    if fact["kind"] == "missing":
        names = " and ".join(fact["names"])
        return f"{fact['of']} was not given {names}.", f"Add {', '.join(f'{n}=...' for n in fact['names'])}."
    if fact["kind"] == "type":
        expected = " or ".join(fact["expected"])
        of = f" of {fact['of']}" if fact["of"] else ""
        return (
            f"{fact['name']}{of} is {fact['seen']}, not {expected}.",
            f"Pass {_article(fact['expected'][0])}.",
        )
    if fact["kind"] == "name":
        of = f"{fact['of']} has no {fact['seen']}." if fact["of"] else f"There is no {fact['seen']}."
        return of, f"Did you mean {near}?" if near else "Correct the name."
    if fact["kind"] == "module":
        top = (fact["name"] or "").partition(".")[0]
        package = _INSTALLED_NAMES.get(top, top.replace("_", "-"))
        return (
            f"There is no module {fact['name']} in the app's Python.",
            f"Correct the import, or install it: {interpreter} -m pip install {package}.",
        )
    if fact["kind"] == "syntax":
        return f"This is not Python: {fact['says']}.", "Correct the line."
    if failure["javascript"]:
        return _sentence(failure["message"]), "Correct the construct that the CDK refuses."
    if failure["type"] == "SystemExit":
        return _sentence(failure["message"]), "The app ended itself here."
    return f"{failure['type']}: {failure['message']}".rstrip(": "), "Correct the app."


def _place(failure: Mapping[str, Any], folder: Path) -> str | None:
    own = [frame for frame in failure["frames"] if not frame["library"]]
    return f"{_short(own[-1]['file'], folder)}:{own[-1]['line']}" if own else None


def _short(file: str, folder: Path) -> str:
    path = Path(file)
    return str(path.relative_to(folder)) if path.is_relative_to(folder) else file


def _joined(first: str | None, second: str | None) -> str | None:
    if first and second and second not in first:
        return f"{first} ({second})"
    return first or second


def _sentence(message: str) -> str:
    text = _MINIFIED.sub(r"\1", message.strip())
    return text if text.endswith((".", "!", "?")) or "\n" in text else f"{text}."


def _article(name: str) -> str:
    short = name.rpartition(".")[2] if "[" not in name else name
    return f"{'an' if short[:1].lower() in 'aeiou' else 'a'} {short}"


def _class(names: list[str]) -> type[StratiformError]:
    for name in names:
        found = getattr(errors, name, None)
        if isinstance(found, type) and issubclass(found, StratiformError):
            return found
    return AppError
