"""ExecuteCommand says that it opens no session, where MiniStack names one at AWS that nobody answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from stratiform.local.emulator import private
from stratiform.local.emulator.answer import Answer, json_answer
from stratiform.local.emulator.ecs.tasks import ECS

EXPLAIN = "`aws ecs execute-command` opens no session here, because those go through AWS: use `strat exec`."

_MESSAGE = "No session goes through AWS from here: run `strat exec NAME CMD...`, which needs none."


def install() -> None:
    """Refuse what would be a session; other mistakes are told as before."""
    actions = private.get(ECS, "_ACTION_MAP")
    actions["ExecuteCommand"] = _refusing(actions["ExecuteCommand"])


def _refusing(original: Callable[[Any], Answer]) -> Callable[[Any], Answer]:
    def execute(data: Any) -> Answer:
        answer = original(data)
        if answer[0] >= 400:
            return answer
        return json_answer(400, {"__type": "TargetNotConnectedException", "message": _MESSAGE})

    return execute
