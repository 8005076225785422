"""The authorities behind the certificates of local databases and caches, for those who verify them.

On AWS, ElastiCache's certificates are of an authority that every client knows; here they are of one made
for this app. ``certificates.pem`` in the state has it and everything that a client trusts anyway.
"""

from __future__ import annotations

import importlib.resources
import threading
from pathlib import Path

from stratiform.local.emulator.own_state import own_state
from stratiform.local.state import write_private

FILE = "certificates.pem"
INSIDE = "/stratiform/certificates.pem"
"""Where a container sees the file."""

_ours: set[str] = set()
_writing = threading.Lock()


def trust(authority: str) -> None:
    """Add ``authority``, in PEM, to the bundle."""
    with _writing:
        if authority in _ours:
            return
        if not _ours:
            public = importlib.resources.files("botocore").joinpath("cacert.pem").read_text()
            write_private(bundle(), f"{public}\n{authority}".encode())
            bundle().chmod(0o644)  # no secret, and a container may run as any user
        else:
            # To the same file: a container that runs has that file, not its name.
            with bundle().open("a") as file:
                file.write(f"\n{authority}")
        _ours.add(authority)


def bundle() -> Path:
    """Where the bundle is, once there is anything to trust."""
    return own_state().folder / FILE


def variables(path: str | None = None) -> dict[str, str]:
    """Environment variables by which OpenSSL's clients and Node find the bundle, at ``path`` or its own."""
    if not bundle().exists():
        return {}
    where = path or str(bundle())
    return {"SSL_CERT_FILE": where, "NODE_EXTRA_CA_CERTS": where}
