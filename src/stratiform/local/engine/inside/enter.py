"""Runs between fork and exec of every container process: ``python -I -S enter.py OPTIONS COMMAND...``.

OPTIONS is JSON: ``parent`` (the engine's process id) and ``not_root``. Standard library only, no site.
"""

import ctypes
import json
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1
_PR_SET_NO_NEW_PRIVS = 38
_CLONE_NEWUSER = 0x10000000
_ORDINARY_USER = 1000

_libc = ctypes.CDLL(None, use_errno=True)


def _main() -> None:
    options, command = json.loads(sys.argv[1]), sys.argv[2:]
    if options["not_root"] and os.getuid() == 0:
        _become_ordinary()
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


def _become_ordinary() -> None:
    """Root outside, an ordinary user inside: the program may refuse root and still owns root's files."""
    if _libc.unshare(_CLONE_NEWUSER) != 0:
        _fail(126, "this program refuses root, and no user namespace can be made: be an ordinary user")
    for name, text in (
        ("uid_map", f"{_ORDINARY_USER} 0 1"),
        ("setgroups", "deny"),
        ("gid_map", f"{_ORDINARY_USER} 0 1"),
    ):
        with open(f"/proc/self/{name}", "w") as file:  # noqa: PTH123 - pathlib would double the start
            file.write(text)


def _fail(code: int, message: str) -> None:
    print(f"stratiform: {message}", file=sys.stderr, flush=True)
    os._exit(code)


_main()
