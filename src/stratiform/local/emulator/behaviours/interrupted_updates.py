"""An update that a kill interrupted is taken back at the next start: the stack is what it was."""

from __future__ import annotations

import copy
import functools
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from stratiform.local.emulator import private

EXPLAIN = None
_CLOUDFORMATION = "services.cloudformation"
_BEFORE = "_before_update"
_REASON = "The update was interrupted when the local cloud ended."

Stack = dict[str, Any]


def install() -> None:
    """Keep what a stack was while it is updated, and go back to that where nobody ends the update."""
    private.wrap(f"{_CLOUDFORMATION}.stacks", "_deploy_stack_async", _remembering)
    private.wrap(_CLOUDFORMATION, "_restore_state", _taking_back)


def _remembering(original: Callable[..., Awaitable[None]]) -> Callable[..., Awaitable[None]]:
    @functools.wraps(original)
    async def deploy(stack_name: str, *arguments: Any, **named: Any) -> None:
        stack: Stack = private.get(_CLOUDFORMATION, "_stacks")[stack_name]
        if named.get("is_update") and named.get("previous_stack"):
            stack[_BEFORE] = copy.deepcopy(named["previous_stack"])
        try:
            await original(stack_name, *arguments, **named)
        finally:
            stack.pop(_BEFORE, None)

    return deploy


def _taking_back(original: Callable[[Any], None]) -> Callable[[Any], None]:
    @functools.wraps(original)
    def restore(data: Any) -> None:
        original(data)
        scoped: Mapping[Any, Stack] = private.get(_CLOUDFORMATION, "_stacks").to_dict()
        for stack in scoped.values():
            before = stack.pop(_BEFORE, None)
            if before is not None and str(stack.get("StackStatus", "")).endswith("_IN_PROGRESS"):
                stack.update(before, StackStatus="UPDATE_ROLLBACK_COMPLETE", StackStatusReason=_REASON)

    return restore
