"""An image's function as a bundle: the process engine prepares the image, a worker runs its handler.

The handler is the image's command, as awslambdaric and Lambda's base images have it.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from stratiform.local.emulator import private
from stratiform.local.engine_errors import engine_errors

KEY = "_Image"
"""The key of a worker's configuration with what its image was prepared to."""
_CLIENTS = ("awslambdaric", "aws-lambda-ric")
_ENTRYPOINT = "/lambda-entrypoint.sh"


class CannotRun(ValueError):
    """The image cannot be had, or is no function's; the text says why and what to do."""


@dataclass(frozen=True)
class Prepared:
    """``runtime`` is Lambda's name of the interpreter; ``root`` holds the code, ``packages`` its modules."""

    runtime: str
    handler: str
    root: Path
    packages: Path | None
    variables: Mapping[str, str]


_prepared: dict[tuple[str, str], Prepared] = {}


def prepare(image: str, config: Mapping[str, Any]) -> Prepared:
    """The function in ``image`` (its URI); ``config`` is its ImageConfig. Raises CannotRun."""
    known = _prepared.get((image, repr(config)))
    if known is not None and known.root.is_dir():
        return known
    attributes = _pulled(image)
    places = (attributes.get("GraphDriver") or {}).get("Data") or {}
    if "Runtime" not in places:
        raise CannotRun(
            f"The image {image} is not built from a folder, so its function cannot run as a process."
            " Build it from a folder of the app, or run `strat up --engine docker`."
        )
    own = attributes["Config"]
    prepared = Prepared(
        places["Runtime"],
        _handler(
            image,
            config.get("EntryPoint") or own["Entrypoint"] or (),
            config.get("Command") or own["Cmd"] or (),
        ),
        Path(places["Root"]),
        Path(places["Packages"]) if "Packages" in places else None,
        dict(one.split("=", 1) for one in own["Env"] if not one.startswith("LAMBDA_")),
    )
    _prepared[image, repr(config)] = prepared
    return prepared


def link(prepared: Prepared, code: Path) -> None:
    """Show the image's files in ``code``, where a worker looks for its handler."""
    for entry in prepared.root.iterdir():
        place = code / entry.name
        if not place.exists():
            place.symlink_to(entry)


def no_code() -> bytes:
    """A bundle without files: those of an image are linked."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w"):
        pass
    return archive.getvalue()


def _pulled(image: str) -> Mapping[str, Any]:
    client = private.get("services.ecs", "_get_docker")()
    if client is None:
        raise CannotRun("The container engine does not answer. Run `strat up` again: it starts it.")
    try:
        client.images.pull(image)
        attributes: Mapping[str, Any] = client.images.get(image).attrs
    except engine_errors() as error:
        raise CannotRun(str(getattr(error, "explanation", None) or error)) from error
    return attributes


def _handler(image: str, entrypoint: Sequence[str], command: Sequence[str]) -> str:
    words = [*entrypoint, *command]
    if entrypoint and entrypoint[0] == _ENTRYPOINT:
        words = list(command)
    elif any(client in word for word in words for client in _CLIENTS):
        words = words[-1:]
    if len(words) == 1 and "." in words[0].strip("./"):
        return words[0]
    raise CannotRun(
        f"The image {image} starts `{' '.join(words)}`, which is neither a handler nor a runtime interface"
        ' client. End its Dockerfile with CMD ["module.function"].'
    )
