"""What each instruction of a Dockerfile does to its stage.

https://docs.docker.com/reference/dockerfile/
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from dockerfile import Command

from stratiform.local.engine.images.expand import expand
from stratiform.local.engine.images.stage import Copy, Run, Stage

_NANOSECONDS = {
    "ns": 1,
    "us": 10**3,
    "µs": 10**3,
    "ms": 10**6,
    "s": 10**9,
    "m": 60 * 10**9,
    "h": 3600 * 10**9,
}


def _env(stage: Stage, command: Command) -> Stage:
    return _configure(stage, env={**stage.config.env, **_pairs(stage, command)})


def _label(stage: Stage, command: Command) -> Stage:
    return _configure(stage, labels={**stage.config.labels, **_pairs(stage, command)})


def _workdir(stage: Stage, command: Command) -> Stage:
    folder = expand(" ".join(command.value), stage.variables)
    path = str(PurePosixPath(stage.config.working_directory) / folder)
    return replace(_configure(stage, working_directory=path), folders=(*stage.folders, path))


def _user(stage: Stage, command: Command) -> Stage:
    return _configure(stage, user=expand(command.value[0], stage.variables))


def _expose(stage: Stage, command: Command) -> Stage:
    ports = list(stage.config.ports)
    for word in command.value:
        numbers, _, protocol = expand(word, stage.variables).partition("/")
        first, _, last = numbers.partition("-")
        if protocol.lower() in ("", "tcp") and first.isdigit():
            ports += range(int(first), int(last if last.isdigit() else first) + 1)
    return _configure(stage, ports=tuple(dict.fromkeys(ports)))


def _cmd(stage: Stage, command: Command) -> Stage:
    return _configure(stage, command=_argv(stage, command))


def _entrypoint(stage: Stage, command: Command) -> Stage:
    return _configure(stage, entrypoint=_argv(stage, command), command=None)


def _argv(stage: Stage, command: Command) -> tuple[str, ...]:
    words: tuple[str, ...] = command.value
    if not command.json and words and words[0].lstrip().startswith("["):
        raise ValueError(f"{command.cmd} looks like JSON and is not: {words[0]}")
    return words if command.json else (*stage.shell, " ".join(words))


def _healthcheck(stage: Stage, command: Command) -> Stage:
    kind, *rest = command.value
    if kind.upper() == "NONE":
        return _configure(stage, health={"Test": ["NONE"]})
    options = _flags(command)
    health = {
        "Test": ["CMD", *rest] if command.json else ["CMD-SHELL", " ".join(rest)],
        "Interval": _nanoseconds(options.get("interval", "30s")),
        "Timeout": _nanoseconds(options.get("timeout", "30s")),
        "StartPeriod": _nanoseconds(options.get("start-period", "0s")),
        "Retries": int(options.get("retries", "3")),
    }
    return _configure(stage, health=health)


def _stopsignal(stage: Stage, command: Command) -> Stage:
    return _configure(stage, stop_signal=expand(command.value[0], stage.variables))


def _shell(stage: Stage, command: Command) -> Stage:
    return replace(stage, shell=command.value)


def _copy(stage: Stage, command: Command) -> Stage:
    words = [expand(word, stage.variables) for word in command.value]
    target = str(PurePosixPath(stage.config.working_directory) / words[-1])
    is_folder = words[-1].endswith(("/", ".")) or len(words) > 2
    origin = _flags(command).get("from")
    copy = Copy(
        sources=tuple(word for word in words[:-1] if not word.startswith("<<")),
        target=target.rstrip("/") + "/" if is_folder else target,
        origin=expand(origin, stage.variables) if origin else None,
        line=command.start_line,
        texts=tuple((doc.name, doc.content) for doc in command.heredocs),
    )
    return replace(stage, steps=(*stage.steps, copy))


def _run(stage: Stage, command: Command) -> Stage:
    text = " ".join(command.value)
    if command.heredocs:
        documents = "\n".join(doc.content for doc in command.heredocs)
        text = documents if text.strip().startswith("<<") else f"{text}\n{documents}"
    run = Run(
        text=text,
        words=tuple(command.value) if command.json else None,
        folder=stage.config.working_directory,
        env=dict(stage.variables),
        line=command.start_line,
        binds=tuple(_binds(command)),
    )
    return replace(stage, steps=(*stage.steps, run))


def _binds(command: Command) -> list[tuple[str, str]]:
    found = []
    for flag in command.flags:
        name, _, value = flag.partition("=")
        options = _assignments(value.split(","))
        if name == "--mount" and options.get("type", "bind") == "bind" and "from" not in options:
            source = options.get("source", options.get("src", "."))
            found.append((source, options.get("target", options.get("dst", source))))
    return found


def _nothing(stage: Stage, command: Command) -> Stage:
    """It changes nothing for a process."""
    return stage


INSTRUCTIONS: Mapping[str, Callable[[Stage, Command], Stage]] = {
    "ADD": _copy,
    "CMD": _cmd,
    "COPY": _copy,
    "ENTRYPOINT": _entrypoint,
    "ENV": _env,
    "EXPOSE": _expose,
    "HEALTHCHECK": _healthcheck,
    "LABEL": _label,
    "MAINTAINER": _nothing,
    "ONBUILD": _nothing,
    "RUN": _run,
    "SHELL": _shell,
    "STOPSIGNAL": _stopsignal,
    "USER": _user,
    "VOLUME": _nothing,
    "WORKDIR": _workdir,
}
"""Each gives the stage after one instruction; ValueError for words without a meaning."""


def _configure(stage: Stage, **changes: Any) -> Stage:
    return replace(stage, config=replace(stage.config, **changes))


def _pairs(stage: Stage, command: Command) -> dict[str, str]:
    words = [expand(word, stage.variables) for word in command.value]
    return dict(zip(words[::2], words[1::2], strict=True))


def _flags(command: Command) -> dict[str, str]:
    return _assignments(flag.removeprefix("--") for flag in command.flags)


def _assignments(texts: Iterable[str]) -> dict[str, str]:
    return {name: value for name, _, value in (text.partition("=") for text in texts)}


def _nanoseconds(text: str) -> int:
    """A duration as Go writes it, e.g. ``1m30s``."""
    return sum(
        int(float(value) * _NANOSECONDS[unit])
        for value, unit in re.findall(r"([\d.]+)(ns|us|µs|ms|s|m|h)", text)
    )
