"""jsii's kernel: recorded while nothing runs it, then started for one synthesis. The one place that uses
jsii's private names; a jsii without them raises AttributeError or ImportError, and the app runs cold."""

from __future__ import annotations

import gzip
import importlib
import io
import json
import os
import platform
import socket
import subprocess
import tarfile
import threading
from pathlib import Path
from typing import Any

_PACKAGE = "stratiform-host"
_VERSION = "1.0.0"
_CHANNEL = 3


class Recorder:
    """Stands in for the kernel during imports, which only ask it to load packages."""

    def __init__(self) -> None:
        self.loads: list[Any] = []

    def load(self, request: Any) -> None:
        """Remember ``request`` for the kernels to come."""
        self.loads.append(request)


def record() -> Recorder:
    """From now on, importing a jsii package starts no Node."""
    recorder = Recorder()
    importlib.import_module("jsii._runtime").kernel.provider = recorder
    return recorder


def _start(process: Any) -> None:
    """Start jsii's kernel program for ``process``, in one Node.

    jsii itself puts another Node between the two, to carry stdin, stdout and stderr: that costs 50 MB and
    two more steps for every request. The program talks on file descriptor 3.
    """
    program = Path(process._jsii_runtime()).parents[1] / "lib" / "program.js"
    ours, theirs = socket.socketpair()
    with theirs:
        node = subprocess.Popen(
            [
                os.environ.get("JSII_NODE", "node"),
                "--max-old-space-size=4069",
                "--preserve-symlinks",
                str(program),
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={**os.environ, "JSII_AGENT": f"Python/{platform.python_version()}"},
            preexec_fn=lambda: os.dup2(theirs.fileno(), _CHANNEL),
            pass_fds=(_CHANNEL,),
        )
    node.stderr = node.stdout
    node.stdin, node.stdout = ours.makefile("wb"), ours.makefile("rb")
    ours.close()
    process._process = node
    process.sink_thread = threading.Thread(target=_print, args=(node.stderr,), daemon=True)
    process.sink_thread.start()
    process.handshake()


def _print(printed: Any) -> None:
    """What JavaScript prints goes where this process prints errors by then."""
    for part in iter(lambda: printed.read1(1 << 16), b""):
        os.write(2, part)


class Kernel:
    """A Node process that no synthesis has used, with every recorded package loaded. Its owner ends it."""

    def __init__(self, recorder: Recorder, host: Path) -> None:
        types = importlib.import_module("jsii._kernel.types")
        self._request = types.StaticInvokeRequest
        self._provider = importlib.import_module("jsii._kernel.providers").ProcessProvider()
        self._inherited = list(os.environ)
        importlib.import_module("jsii._kernel.providers.process")._NodeProcess.start = _start
        self._process = self._provider._process
        for load in recorder.loads:
            self._provider.load(load)
        self._provider.load(types.LoadRequest(name=_PACKAGE, version=_VERSION, tarball=str(host)))
        importlib.import_module("jsii._runtime").kernel.provider = self._provider

    def enter(self, folder: str, variables: dict[str, str]) -> None:
        """Give Node the request's working folder and variables, in place of those it had."""
        self._call("enter", folder, json.dumps(variables), json.dumps(self._inherited))
        self._inherited = list(variables)

    def loaded(self) -> list[str]:
        """The JavaScript files that Node has loaded, in order."""
        files: list[str] = json.loads(self._call("loaded"))
        return files

    def load(self, files: list[str]) -> None:
        """Load JavaScript files ahead of the synthesis that needs them."""
        self._call("load", json.dumps(files))

    def stop(self) -> None:
        """End Node and remove its temporary folders."""
        self._process.stop()

    def _call(self, method: str, *arguments: str) -> Any:
        request = self._request(fqn=f"{_PACKAGE}.Host", method=method, args=list(arguments))
        return self._provider.sinvoke(request).result


def pack_host(folder: Path) -> Path:
    """Write host.js as a package for jsii: always the same bytes, since jsii caches packages by content."""
    script = Path(__file__).with_name("host.js").read_text()
    files = {
        "package.json": json.dumps({"name": _PACKAGE, "version": _VERSION, "main": "host.js"}),
        ".jsii": json.dumps(_assembly()),
        "host.js": script,
    }
    tar = io.BytesIO()
    with tarfile.open(fileobj=tar, mode="w") as archive:
        for name, text in files.items():
            entry = tarfile.TarInfo(f"package/{name}")
            entry.size = len(text.encode())
            archive.addfile(entry, io.BytesIO(text.encode()))
    packed = folder / "host.tgz"
    packed.write_bytes(gzip.compress(tar.getvalue(), mtime=0))
    return packed


def _assembly() -> dict[str, Any]:
    """The package's jsii assembly: https://github.com/aws/jsii/tree/main/packages/%40jsii/spec."""
    text = {"type": {"primitive": "string"}}

    def method(name: str, *parameters: str, returns: bool = False) -> dict[str, Any]:
        described: dict[str, Any] = {"name": name, "static": True}
        if parameters:
            described["parameters"] = [{"name": parameter, **text} for parameter in parameters]
        return {**described, "returns": text} if returns else described

    return {
        "schema": "jsii/0.10.0",
        "jsiiVersion": "5.0.0",
        "fingerprint": _VERSION,
        "name": _PACKAGE,
        "version": _VERSION,
        "description": "The kernel's surroundings",
        "homepage": "",
        "license": "Apache-2.0",
        "author": {"name": "Stratiform", "roles": ["author"]},
        "repository": {"type": "git", "url": ""},
        "targets": {"js": {"npm": _PACKAGE}},
        "types": {
            f"{_PACKAGE}.Host": {
                "assembly": _PACKAGE,
                "fqn": f"{_PACKAGE}.Host",
                "kind": "class",
                "name": "Host",
                "methods": [
                    method("enter", "folder", "variables", "inherited"),
                    method("loaded", returns=True),
                    method("load", "files"),
                ],
            }
        },
    }
