"""Stands before the worker's script in the process of a Python function: tells why its module does not load.

The worker passes on the text of the exception alone. This puts JSON in its place, with the type, the message
and the stack that Lambda's own runtime tells.
"""

import importlib
import json
import os
import traceback
from collections.abc import Callable
from types import ModuleType


def _telling(load: Callable[..., ModuleType]) -> Callable[..., ModuleType]:
    def import_module(name: str, package: str | None = None) -> ModuleType:
        if name != os.environ.get("_HANDLER", "").rpartition(".")[0].replace("/", "."):
            return load(name, package)
        importlib.import_module = load
        try:
            return load(name, package)
        except Exception as error:
            cause = error
        kind, message = type(cause).__name__, str(cause)
        if isinstance(cause, ImportError):
            kind, message = "Runtime.ImportModuleError", f"Unable to import module '{name}': {cause}"
        elif isinstance(cause, SyntaxError):
            kind, message = "Runtime.UserCodeSyntaxError", f"Syntax error in module '{name}': {cause}"
        frames = [f for f in traceback.extract_tb(cause.__traceback__) if "importlib" not in f.filename]
        stack = traceback.format_list(frames[1:])  # without this one
        if isinstance(cause, SyntaxError):
            stack += ["".join(traceback.format_exception_only(cause)[:-1])]
        raise Exception(json.dumps({"errorType": kind, "errorMessage": message, "stackTrace": stack}))

    return import_module


importlib.import_module = _telling(importlib.import_module)
