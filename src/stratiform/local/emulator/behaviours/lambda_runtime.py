"""A function's process sees its bundle, its variables, the AWS SDK, and nothing of this machine's.

It calls services and load balancers by their names, as the tasks of the process engine do.
"""

from __future__ import annotations

import contextvars
import os
import shutil
import subprocess
import types
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from stratiform.local.emulator import (
    certificates,
    function_images,
    function_packages,
    function_reach,
    private,
    python_sdk,
    two_sides,
)
from stratiform.local.emulator.interpreters import interpreter
from stratiform.local.emulator.own_state import own_state

_RUNTIME = "core.lambda_runtime"
_DECLARABLE = ("3.9", "3.10", "3.11", "3.12", "3.13", "3.14")
_LAYERS = "_LAMBDA_LAYERS_DIRS"
_NODE_PRELUDE = Path(__file__).with_name("lambda_runtime.cjs")
_PYTHON_PRELUDE = Path(__file__).parent.with_name("lambda_init.py")

_function: contextvars.ContextVar[Mapping[str, Any]] = contextvars.ContextVar("function")


def _explain() -> str:
    replaced = [version for version in _DECLARABLE if interpreter(version).version != version]
    sentence = (
        "Functions run as processes of this machine, without Lambda's memory limit and with its /tmp shared;"
        " Node functions run on Node 24 and find the AWS SDK only if they bundle it."
    )
    if replaced:
        ours = interpreter(replaced[0])
        names = ", ".join(f"python{version}" for version in replaced)
        sentence += (
            f" This machine has no interpreter for {names}: such functions run on Python {ours.version}."
        )
    return f"{sentence} {function_packages.explanation()}"


EXPLAIN = _explain()


def install() -> None:
    """Give every worker an interpreter, a command line and an environment of its own."""
    private.wrap(_RUNTIME, "_detect_runtime_binary", _our_binary)
    private.wrap(_RUNTIME, "_worker_script_extension", _our_extension)
    private.wrap(_RUNTIME, "Worker._spawn", _remembering_the_function)
    isolated = types.SimpleNamespace(**{**vars(subprocess), "Popen": _start})
    private.replace(_RUNTIME, "subprocess", isolated)
    private.wrap("services.lambda_svc", "_provided_worker_env", _custom_runtime_environment)
    # Node reads the nearest package.json; without this one it would find the app's.
    (Path(os.environ["TMPDIR"]) / "package.json").write_text("{}")


def _our_binary(original: Callable[[str], tuple[str, str]]) -> Callable[[str], tuple[str, str]]:
    def binary(runtime: str) -> tuple[str, str]:
        _, script = original(runtime)
        if runtime.startswith("python"):
            sdk = python_sdk.folder(own_state().folder / "runtime")
            prelude = (
                "import os, sys\n"
                "sys.path[:0] = [p for p in os.environ.get('PYTHONPATH', '').split(os.pathsep) if p]\n"
                f"sys.path.append({str(sdk)!r})\n"
                "import logging\n"  # Lambda's runtime has a handler too: without one, info() goes nowhere
                "logging.basicConfig(format='[%(levelname)s]\\t%(asctime)s\\t%(message)s')\n"
            )
            whole = prelude + function_reach.python() + _PYTHON_PRELUDE.read_text() + script
            return str(interpreter(runtime.removeprefix("python")).executable), whole
        if runtime.startswith("nodejs"):
            return shutil.which("node") or "node", function_reach.node() + _NODE_PRELUDE.read_text() + script
        return original(runtime)

    return binary


def _our_extension(original: Callable[[str], str]) -> Callable[[str], str]:
    return lambda runtime: ".cjs" if runtime.startswith("nodejs") else original(runtime)


def _remembering_the_function(original: Callable[[Any], None]) -> Callable[[Any], None]:
    def spawn(worker: Any) -> None:
        token = _function.set(worker.config)
        try:
            original(worker)
        finally:
            _function.reset(token)

    return spawn


def _start(command: list[str], **options: Any) -> subprocess.Popen[Any]:
    config = _function.get({})
    binary, *arguments = command
    if config.get("Runtime", "").startswith("python"):
        # -I and -S: no PYTHON* variable, no working folder and no site-packages on the module path.
        arguments = ["-I", "-S", *arguments]
    if config:
        options["env"] = _environment(options["env"], config, Path(options["cwd"]).parent)
    if prepared := config.get(function_images.KEY):
        function_images.link(prepared, Path(options["cwd"]))
    elif config.get("Runtime", "").startswith("python"):
        _add_packages(options["env"], config["Runtime"], Path(options["cwd"]))
    return subprocess.Popen([binary, *arguments], **options)


def _add_packages(env: dict[str, str], runtime: str, code: Path) -> None:
    """Compiled packages for this machine, as one more layer: the last layer comes first on the path."""
    layers = [part for part in env.get(_LAYERS, "").split(os.pathsep) if part]
    places = [code, *(place for layer in layers for place in _places(Path(layer) / "python"))]
    found = function_packages.folder(places, interpreter(runtime.removeprefix("python")), runtime)
    if found is not None:
        env[_LAYERS] = os.pathsep.join([*layers, str(found)])


def _places(layer: Path) -> list[Path]:
    return [layer, *layer.glob("lib/python3*/site-packages")]


def _environment(made: Mapping[str, str], config: Mapping[str, Any], folder: Path) -> dict[str, str]:
    """What MiniStack made of the function, less what it copied from its own process, plus what AWS sets."""
    declared = config.get("Environment", {}).get("Variables", {})
    name = config.get("FunctionName", "")
    return {
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "TZ": ":UTC",
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{os.environ['GATEWAY_PORT']}",
        "AWS_EXECUTION_ENV": f"AWS_Lambda_{config.get('Runtime', '')}",
        "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand",
        "AWS_LAMBDA_LOG_GROUP_NAME": config.get("LoggingConfig", {}).get("LogGroup") or f"/aws/lambda/{name}",
        "_HANDLER": config.get("Handler", ""),
        **certificates.variables(),
        **{
            variable: two_sides.for_processes(value)
            for variable, value in made.items()
            if variable in declared or variable not in os.environ
        },
    }


def _custom_runtime_environment(original: Callable[..., dict[str, str]]) -> Callable[..., dict[str, str]]:
    def environment(config: dict[str, Any], code_dir: str, *arguments: Any) -> dict[str, str]:
        made = original(config, code_dir, *arguments)
        return _environment(made, config, Path(os.environ["TMPDIR"]))

    return environment
