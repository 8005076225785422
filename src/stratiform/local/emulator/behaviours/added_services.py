"""Services that MiniStack does not have, put where it looks for its own: routed, saved and restored alike."""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Callable

import botocore.session

from stratiform.local.emulator import private, services

EXPLAIN = None


def install() -> None:
    """Register every module of ``services``."""
    for found in pkgutil.iter_modules(services.__path__):
        module = importlib.import_module(f"{services.__name__}.{found.name}")
        sys.modules[f"ministack.services.{found.name}"] = module
        private.get("app", "SERVICE_HANDLERS")[module.NAME] = module.handle_request
        private.get("app", "_state_map")[module.NAME] = found.name
    private.wrap("core.router", "_is_aws_service_name", _naming)


def _naming(original: Callable[[str], bool]) -> Callable[[str], bool]:
    """MiniStack reads the model of every AWS service to know a name, which takes 8 s and 450 MB."""
    names = {
        *private.get("app", "SERVICE_HANDLERS"),
        *botocore.session.get_session().get_available_services(),
    }
    return lambda scope_name: scope_name in names or original(scope_name)
