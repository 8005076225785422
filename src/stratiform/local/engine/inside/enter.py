"""Runs between fork and exec of every container process: ``python -I -S enter.py OPTIONS COMMAND...``.

OPTIONS is JSON. ``parent``: the engine's process id. ``not_root``: root outside, an ordinary user inside.
``root``: null, or ``{"at": an empty folder, "mounts": [[kind, source, target, writable folder]]}``.
``join``: null, or the process id whose view of the files is entered. Standard library only, no site.
"""

import ctypes
import json
import os
import signal
import sys

_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS = 1, 38
_CLONE_NEWNS, _CLONE_NEWUSER = 0x20000, 0x10000000
_MS_RDONLY, _MS_REMOUNT, _MS_BIND, _MS_REC, _MS_PRIVATE = 1, 32, 4096, 16384, 1 << 18
_LOCKED = 2 | 4 | 8  # nosuid, nodev, noexec: a user namespace may not take them away
_ORDINARY_USER = 1000

_libc = ctypes.CDLL(None, use_errno=True)


def _main() -> None:
    options, command = json.loads(sys.argv[1]), sys.argv[2:]
    root, join = options["root"], options["join"]
    if join:
        _join(join, options["cwd"])
    elif root or (options["not_root"] and os.getuid() == 0):
        _own_namespaces(not_root=options["not_root"], mounts=bool(root))
    if root:
        _change_root(root["at"], root["mounts"])
        os.chdir(options["cwd"])
    # After the change of user, which clears the first; the second keeps a set-uid program from clearing it.
    _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    _libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if os.getppid() != options["parent"]:
        sys.exit(137)
    for number in (signal.SIGPIPE, signal.SIGXFSZ):
        signal.signal(number, signal.SIG_DFL)  # Python ignores both, and exec hands that on
    try:
        os.execvp(command[0], command)  # noqa: S606 - this is what it is for
    except FileNotFoundError:
        _fail(127, f"{command[0]}: no such program")
    except OSError as error:
        _fail(126, f"{command[0]}: {error.strerror}")


def _own_namespaces(*, not_root: bool, mounts: bool) -> None:
    user, group = os.getuid(), os.getgid()
    inside = _ORDINARY_USER if not_root and user == 0 else user
    if _libc.unshare(_CLONE_NEWUSER | (_CLONE_NEWNS if mounts else 0)) != 0:
        _fail(126, "no user namespace can be made: this program needs one where the engine runs as root")
    for name, text in (
        ("uid_map", f"{inside} {user} 1"),
        ("setgroups", "deny"),
        ("gid_map", f"{inside if user == 0 else group} {group} 1"),
    ):
        with open(f"/proc/self/{name}", "w") as file:
            file.write(text)


def _change_root(at: str, mounts: "list[list[str]]") -> None:
    """See the folders of an image and its volumes at their paths, and this machine's everywhere else."""
    _mount("none", "/", None, _MS_REC | _MS_PRIVATE)
    _overlaid(at, "/")
    for kind, source, target, writable in mounts:
        _make_place(at, target, folder=os.path.isdir(source))
        place = at + target
        if kind == "overlay" and os.path.isdir(source):
            layers = (
                f"lowerdir={_escaped(source)},upperdir={writable}/upper,workdir={writable}/work,userxattr"
            )
            if _libc.mount(b"overlay", place.encode(), b"overlay", 0, layers.encode()) == 0:
                continue
        _mount(source, place, None, _MS_BIND | _MS_REC)
        if kind == "read":
            kept = os.statvfs(place).f_flag & _LOCKED
            _mount("none", place, None, _MS_BIND | _MS_REMOUNT | _MS_RDONLY | kept)
    os.chroot(at)


def _make_place(at: str, target: str, *, folder: bool) -> None:
    """Make ``target`` exist, where this user may not create it: its parent becomes a copy made of mounts."""
    if os.path.lexists(at + target):
        return
    parent = os.path.dirname(target)
    missing = []
    while not os.path.isdir(at + parent):
        missing.append(parent)
        parent = os.path.dirname(parent)
    if parent != "/":
        _overlaid(at, parent)
    for path in reversed(missing):
        os.mkdir(at + path)
    if folder:
        os.mkdir(at + target)
    else:
        os.close(os.open(at + target, os.O_CREAT, 0o644))


def _overlaid(at: str, path: str) -> None:
    """Replace ``path`` by a folder in memory in which everything it had is mounted again."""
    place = at if path == "/" else at + path
    behind = os.open(path if path == "/" else place, os.O_RDONLY | os.O_DIRECTORY)
    _mount("tmpfs", place, "tmpfs", 0, "mode=755")
    held = f"/proc/self/fd/{behind}"
    for entry in os.scandir(behind):
        target = f"{place}/{entry.name}"
        if entry.is_symlink():
            os.symlink(os.readlink(f"{held}/{entry.name}"), target)
        else:
            if entry.is_dir():
                os.mkdir(target)
            else:
                os.close(os.open(target, os.O_CREAT, 0o644))
            # What this user cannot reach stays empty, as it would be closed to it anyway.
            _libc.mount(f"{held}/{entry.name}".encode(), target.encode(), None, _MS_BIND | _MS_REC, None)
    os.close(behind)


def _join(pid: int, cwd: str) -> None:
    root = os.open(f"/proc/{pid}/root", os.O_RDONLY | os.O_DIRECTORY)
    for kind in ("user", "mnt"):
        own, its = (os.readlink(f"/proc/{who}/ns/{kind}") for who in ("self", pid))
        if own != its:
            descriptor = os.open(f"/proc/{pid}/ns/{kind}", os.O_RDONLY)
            if _libc.setns(descriptor, 0) != 0:
                _fail(126, f"cannot enter the container: {os.strerror(ctypes.get_errno())}")
            os.close(descriptor)
            if kind == "mnt":
                os.fchdir(root)
                os.chroot(".")
    os.close(root)
    os.chdir(cwd)


def _mount(source: str, target: str, kind: "str | None", flags: int, data: str = "") -> None:
    arguments = (source.encode(), target.encode(), kind.encode() if kind else None, flags, data.encode())
    if _libc.mount(*arguments) != 0:
        _fail(126, f"cannot mount {target}: {os.strerror(ctypes.get_errno())}")


def _escaped(path: str) -> str:
    return path.replace("\\", "\\\\").replace(":", "\\:").replace(",", "\\,")


def _fail(code: int, message: str) -> None:
    print(f"stratiform: {message}", file=sys.stderr, flush=True)
    os._exit(code)


_main()
