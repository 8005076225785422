"""The authorities behind the certificates of local databases and caches, for those who verify them.

On AWS, ElastiCache's certificates are of an authority that every client knows; here they are of one made
for this app. ``certificates.pem`` in the state has it and everything that a client trusts anyway.
"""

from __future__ import annotations

import importlib.resources
import os
from pathlib import Path

from stratiform.local.state import write_private

FILE = "certificates.pem"
_ours: dict[str, str] = {}


def trust(name: str, authority: str) -> None:
    """Add ``authority``, in PEM, to the bundle as ``name``'s."""
    if _ours.get(name) == authority:
        return
    _ours[name] = authority
    public = importlib.resources.files("botocore").joinpath("cacert.pem").read_text()
    write_private(bundle(), "\n".join([public, *_ours.values()]).encode())


def bundle() -> Path:
    """Where the bundle is, once there is anything to trust."""
    return Path(os.environ["STRATIFORM_STATE"]) / FILE


def variables() -> dict[str, str]:
    """Environment variables by which OpenSSL's clients and Node find the bundle."""
    if not bundle().exists():
        return {}
    return {"SSL_CERT_FILE": str(bundle()), "NODE_EXTRA_CA_CERTS": str(bundle())}
