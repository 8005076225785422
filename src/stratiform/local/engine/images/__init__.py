"""From an image name to what runs: decided by the name alone, first match first."""

from __future__ import annotations

from stratiform.errors import UnknownImage
from stratiform.local.engine.images import base, build, mapped, postgres, valkey
from stratiform.local.engine.images.launch import Catalogue, Image

__all__ = ["Catalogue", "Image", "find"]

_KINDS = (mapped, build, postgres, valkey, base)


def find(name: str, catalogue: Catalogue) -> Image:
    """The image called ``name``.

    A mapping in stratiform.toml comes first, then the images of the app, then the servers that are bundled,
    then the language images. Raises UnknownImage, with what to do, for every other name, and ImageError for
    one that cannot be read.
    """
    for kind in _KINDS:
        image: Image | None = kind.find(name, catalogue)
        if image is not None:
            return image
    pattern = name.split("@", 1)[0].rsplit(":", 1)[0] if ":" in name.rsplit("/", 1)[-1] else name
    raise UnknownImage(
        f"The image {name} is not built from a folder of this app, so it cannot run as a process",
        where="[local.images] in stratiform.toml",
        fix=f'Map it to a folder or a command ("{pattern}" = "path/to/folder"),'
        " or install Docker or Podman and run `strat up --engine docker`.",
    )
