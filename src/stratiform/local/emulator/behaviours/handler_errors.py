"""An error of a handler has the class of its exception as its type, which catches and alarms go by."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Callable
from typing import Any

from stratiform.local.emulator import private

EXPLAIN = None
_UNTYPED = "Runtime.HandlerError"
_NOT_LOADED = "Worker init failed: "
_NO_HANDLER = re.compile(r"module '(?P<module>[^']*)' has no attribute '(?P<handler>[^']*)'")
_NO_MODULE = "Cannot find module"
_PYTHON = "Traceback (most recent call last):\n"
_FRAME = re.compile(r'  File "(?P<file>[^"]*)".*\n(?:    .*\n)*')
_NODE = re.compile(
    r"^(?P<type>[A-Za-z_$][\w$]*)(?:: .*)?(?:\n.*)*?(?P<frames>(?:\n    at .*)+)\s*\Z", re.MULTILINE
)


def _typing(original: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    @functools.wraps(original)
    def execute(*arguments: Any, **named: Any) -> dict[str, Any]:
        answer = original(*arguments, **named)
        body = answer.get("body")
        if answer.get("error") and isinstance(body, dict) and body.get("errorType") == _UNTYPED:
            body |= described(str(answer.get("log", "")))
        elif answer.get("error") and isinstance(body, dict):
            _, found, why = str(body.get("errorMessage", "")).partition(_NOT_LOADED)
            if found:
                body |= not_loaded(why)
                answer["log"] = logged(body)
        return answer

    return execute


def described(log: str) -> dict[str, Any]:
    """What Lambda's runtimes tell of the exception whose trace ends ``log``; empty where there is none.

    Python tells ``errorType`` and ``stackTrace``, Node ``errorType`` and ``trace``:
    https://docs.aws.amazon.com/lambda/latest/dg/python-exceptions.html
    """
    _, found, trace = log.rpartition(_PYTHON)
    if found:
        frames = list(_FRAME.finditer(trace))
        said = trace[frames[-1].end() :] if frames else trace
        name = said.partition(":")[0].strip().rpartition(".")[2]
        stack = [frame[0] for frame in frames if not frame["file"].endswith("_worker.py")]
        return {"errorType": name, "stackTrace": stack} if name else {}
    if match := _NODE.search(log):
        return {"errorType": match["type"], "trace": match[0].strip().splitlines()}
    return {}


def not_loaded(why: str) -> dict[str, Any]:
    """What Lambda's runtimes tell where the handler cannot be loaded; ``why`` is what the worker said.

    https://docs.aws.amazon.com/lambda/latest/dg/troubleshooting-invocation.html
    """
    if why.startswith("{"):  # lambda_init.py
        told: dict[str, Any] = json.loads(why)
        return told
    if match := _NO_HANDLER.search(why):
        kind, why = "HandlerNotFound", f"Handler '{match['handler']}' missing on module '{match['module']}'"
    elif "is not a function in" in why:
        kind = "HandlerNotFound"
    else:
        kind = "ImportModuleError" if _NO_MODULE in why else "Unknown"
    return {"errorType": f"Runtime.{kind}", "errorMessage": why, "stackTrace": []}


def logged(told: dict[str, Any]) -> str:
    """The lines that Lambda writes into the function's log for such an error."""
    stack = "".join(told["stackTrace"]).rstrip()
    line = f"[ERROR] {told['errorType']}: {told['errorMessage']}"
    return f"{line}\n{_PYTHON}{stack}" if stack else line


def install() -> None:
    """Look at the answer of every function that runs in a worker."""
    private.wrap("services.lambda_svc", "_execute_function_warm", _typing)
