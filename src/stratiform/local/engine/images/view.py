"""What a container's process sees at which path: the image's files, its volumes, a /tmp of its own.

Where the machine has no user namespaces, paths cannot be shown; then they are replaced in the command,
the variables and the working directory by the places where the files really are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from stratiform.local.engine import enter
from stratiform.local.engine.enter import Place, Root
from stratiform.local.engine.images.launch import Request

_SHARED = frozenset(
    (  # noqa: SIM905 - a table of words
        "/ /bin /dev /etc /home /lib /lib64 /media /mnt /opt /proc /root /run /sbin /srv /sys /tmp /usr "
        "/usr/bin /usr/lib /usr/local /usr/local/bin /usr/local/lib /usr/local/share /usr/sbin /usr/share "
        "/usr/src /var /var/cache /var/lib /var/log /var/opt /var/run /var/tmp"
    ).split()
)
"""Folders of every system, which an image adds to. It owns any other folder whole."""


@dataclass(frozen=True)
class View:
    """``places`` in the order in which they are put over the machine's own files."""

    places: tuple[Place, ...]
    root: Root | None

    def path(self, inside: str) -> Path:
        """Where the file at ``inside`` of the container really is."""
        covering = [p for p in self.places if PurePosixPath(inside).is_relative_to(p.target)]
        if not covering:
            return Path(inside)
        deepest = max(covering, key=lambda place: len(place.target))
        return deepest.source / PurePosixPath(inside).relative_to(deepest.target)

    def text(self, value: str) -> str:
        """A word of a command or a variable: unchanged where the process sees the container's paths."""
        if self.root is not None:
            return value
        return ":".join(self._replaced(part) for part in value.split(":"))

    def working_directory(self, inside: str) -> Path:
        """The ``cwd`` of a launch."""
        return Path(inside) if self.root is not None else self.path(inside)

    def _replaced(self, part: str) -> str:
        name, equals, value = part.rpartition("=")
        covered = any(p.target != "/" and PurePosixPath(value).is_relative_to(p.target) for p in self.places)
        return f"{name}{equals}{self.path(value)}" if value.startswith("/") and covered else part


def view(
    request: Request,
    *,
    tree: Path | None = None,
    needed: Iterable[Path] = (),
    aliases: Mapping[str, Path] | None = None,
) -> View:
    """The view of one container. ``tree`` holds the image's files at their paths.

    ``aliases`` are folders of this machine that are seen at a second path, too. ``needed`` are files of this
    machine that must stay where they are, whatever the image puts over them.
    """
    temporary = request.folder / "tmp"
    temporary.mkdir(mode=0o700, exist_ok=True)
    places = [Place(temporary, "/tmp")]  # noqa: S108 - the container's own
    if tree is not None:
        places += [Place(source, target, "overlay") for target, source in covered(tree).items()]
    places += [Place(source, target) for target, source in (aliases or {}).items()]
    places += [Place(source, target) for target, source in covered(request.files).items()]
    places += [Place(m.source, m.target, "read" if m.read_only else "write") for m in request.mounts]
    for path in (request.translation, *needed):
        if any(path.is_relative_to(place.target) for place in places):
            places.append(Place(path, str(path)))
    chosen = tuple(places)
    return View(chosen, Root(request.folder, chosen) if enter.can_change_root() else None)


def covered(tree: Path, at: str = "/") -> Mapping[str, Path]:
    """Container paths, each with the file or folder of ``tree`` that is seen there."""
    found: dict[str, Path] = {}
    folder = tree / at.lstrip("/")
    for entry in sorted(folder.iterdir()) if folder.is_dir() else ():
        target = str(PurePosixPath(at) / entry.name)
        if target in _SHARED and entry.is_dir():
            found |= covered(tree, target)
        else:
            found[target] = entry
    return found
