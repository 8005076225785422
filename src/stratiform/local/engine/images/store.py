"""The images this engine knows: found by name, pulled once, tagged."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import AsyncIterator, Callable, Iterable
from pathlib import Path

from stratiform.errors import ImageError
from stratiform.local.engine.images import Catalogue, find
from stratiform.local.engine.images.launch import Image, Pulled
from stratiform.local.state import write_private

_TAGS = "tags.json"
_KEPT = 8


class Store:
    """``catalogue`` is read at every lookup, because a synthesis may change it while the engine runs."""

    def __init__(self, folder: Path, catalogue: Callable[[], Catalogue]) -> None:
        self._file = folder / _TAGS
        self._catalogue = catalogue
        self._pulling: dict[str, asyncio.Lock] = {}
        self._seen: dict[str, str] = {}
        self._failures: dict[str, ImageError] = {}
        try:
            self._tags: dict[str, str] = json.loads(self._file.read_text())
        except (OSError, ValueError):
            self._tags = {}

    def find(self, name: str) -> Image:
        """The image, present or not, by its name or by the digest under which it was seen before.

        Raises ImageError when no image of this name can be run here.
        """
        name = self._seen.get(name, name)
        image = find(self._tags.get(name, name), self._catalogue())
        self._seen[image.digest] = name
        return image

    def known(self, name: str) -> Image | None:
        """The image if it can run, else None."""
        try:
            return self.find(name)
        except ImageError:
            return None

    def present(self, name: str) -> Image | None:
        """The image if it can be started at once, else None: it must be pulled, or cannot run."""
        image = self.known(name)
        return image if image is not None and _is_present(image) else None

    async def pull(self, image: Image) -> AsyncIterator[str]:
        """Make the image present, one at a time; gives what a person should know meanwhile.

        Raises ImageError.
        """
        async with self._pulling.setdefault(image.digest, asyncio.Lock()):
            if _is_present(image) or not isinstance(image, Pulled):
                return
            loop, said = asyncio.get_running_loop(), asyncio.Queue[str]()

            def say(text: str) -> None:
                loop.call_soon_threadsafe(said.put_nowait, text)

            work = asyncio.ensure_future(asyncio.to_thread(image.pull, say))
            while not work.done() or not said.empty():
                listening = asyncio.ensure_future(said.get())
                done, _ = await asyncio.wait(
                    {work, listening}, timeout=1.0, return_when=asyncio.FIRST_COMPLETED
                )
                if listening in done:
                    yield listening.result()
                    continue
                listening.cancel()
                if not done:
                    yield ""
            try:
                await work
            except ImageError as error:
                self._failures[image.digest] = error
                raise
            self._failures.pop(image.digest, None)

    def failure(self, name: str) -> ImageError | None:
        """Why the last pull of the image failed: docker-py does not read the end of a pull."""
        image = self.known(name)
        return self._failures.get(image.digest) if image else None

    def prune(self, used: Iterable[str]) -> None:
        """Remove the files of images that no container uses, but for the newest few."""
        folder = self._file.parent / "images"
        names = {digest.removeprefix("sha256:")[:24] for digest in used}
        kept = sorted(folder.glob("*/"), key=lambda each: -each.stat().st_mtime) if folder.is_dir() else []
        for unused in [each for each in kept if each.name not in names][_KEPT:]:
            shutil.rmtree(unused, ignore_errors=True)

    def tag(self, name: str, target: str) -> None:
        """Let ``target`` name the image that ``name`` names. Raises ImageError."""
        image, same = self.find(name), self.known(target)
        if same is None or same.digest != image.digest:
            self._tags[target] = self._tags.get(image.name, image.name)
            write_private(self._file, json.dumps(self._tags).encode())

    def names(self) -> list[str]:
        """Every tag that was given."""
        return sorted(self._tags)


def _is_present(image: Image) -> bool:
    return not isinstance(image, Pulled) or image.present
