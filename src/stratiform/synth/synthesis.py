"""One synthesis, from the app's folder to the assembly's."""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from stratiform import settings
from stratiform.errors import AppError
from stratiform.synth import cold, manifest, project
from stratiform.synth import warm as warm_way
from stratiform.synth.command import PythonProgram, ShellLine, command
from stratiform.synth.ended import Ended
from stratiform.synth.failure import ending, error_of
from stratiform.synth.output import replacing
from stratiform.synth.surroundings import variables

SPARE = 30.0


@dataclass(frozen=True)
class Synthesis:
    """What a synthesis gave. ``warnings`` are sentences with a construct path; ``seconds`` is wall time."""

    assembly: Path
    stacks: tuple[str, ...]
    warnings: tuple[str, ...]
    seconds: float
    warm: bool


def synthesize(
    app: Path,
    *,
    environment: str = "local",
    context: Mapping[str, str] | None = None,
    outdir: Path | None = None,
    warm: bool = True,
    spare: float = SPARE,
) -> Path:
    """Synthesize the CDK app in the folder ``app`` and return the assembly's folder.

    ``outdir`` is ``<app>/cdk.out`` unless given; it is written whole or left as it was. With ``warm``, a
    resident process of the app serves this synthesis and the next ones; ``retire`` ends it. ``spare`` is
    how many seconds it then keeps a worker with a Node (150 MB) ready, which makes the next one faster still.

    Raises NotAnApp, AppError when the app fails, UnknownEnvironment and SettingsError for ``environment``,
    NotAnAssembly when ``outdir`` holds something else, NotWritable; and what Stratiform's constructs raise.
    """
    return run(app, environment=environment, context=context, outdir=outdir, warm=warm, spare=spare).assembly


def run(
    app: Path,
    *,
    environment: str = "local",
    context: Mapping[str, str] | None = None,
    outdir: Path | None = None,
    warm: bool = True,
    traces: bool = False,
    spare: float = SPARE,
) -> Synthesis:
    """As ``synthesize``, with the stacks, the warnings, the time it took and whether it was warm.

    With ``traces``, the assembly's metadata has the line of the app behind each construct of a Python app.
    """
    started = time.perf_counter()
    found = project.find(app)
    chosen = settings.load(found.folder).environment(environment)
    target = (outdir or found.folder / found.output).absolute()
    with replacing(target) as fresh:
        given = variables(found, chosen, context or {}, fresh, traces=traces)
        what = command(found, given["PATH"])
        if found.build:
            _succeeded(cold.run(ShellLine(found.build), found.folder, given), found.folder, "")
        ended = None
        if warm and isinstance(what, PythonProgram):
            ended = warm_way.run(what, found.folder, given, fresh, spare=spare)
        if ended is None:
            ended = cold.run(what, found.folder, given)
        _succeeded(
            ended, found.folder, what.interpreter if isinstance(what, PythonProgram) else sys.executable
        )
        if not (fresh / "manifest.json").is_file():
            raise AppError(
                "The app ended without writing an assembly.",
                where=found.app or "app.py",
                fix="Call synth() on the App at the end: app.synth().",
            )
        warnings, stacks = manifest.examine(fresh), manifest.stacks(fresh)
    return Synthesis(target, stacks, warnings, time.perf_counter() - started, ended.warm)


def _succeeded(ended: Ended, folder: Path, interpreter: str) -> None:
    if ended.failure is not None:
        raise error_of(ended.failure, folder, interpreter)
    if ended.code != 0:
        raise ending(ended.code)
