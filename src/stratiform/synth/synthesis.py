"""One synthesis, from the app's folder to the assembly's."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from stratiform import settings
from stratiform.errors import AppError
from stratiform.synth import cold, project
from stratiform.synth import warm as warm_way
from stratiform.synth.command import PythonProgram, command
from stratiform.synth.output import replacing
from stratiform.synth.surroundings import variables


@dataclass(frozen=True)
class Synthesis:
    """What a synthesis gave. ``warnings`` are sentences with a construct path; ``seconds`` is wall time."""

    assembly: Path
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
) -> Path:
    """Synthesize the CDK app in the folder ``app`` and return the assembly's folder.

    ``outdir`` is ``<app>/cdk.out`` unless given; it is written whole or left as it was.

    Raises NotAnApp, AppError when the app fails, UnknownEnvironment and SettingsError for ``environment``.
    """
    return run(app, environment=environment, context=context, outdir=outdir, warm=warm).assembly


def run(
    app: Path,
    *,
    environment: str = "local",
    context: Mapping[str, str] | None = None,
    outdir: Path | None = None,
    warm: bool = True,
) -> Synthesis:
    """As ``synthesize``, with the warnings, the time it took and whether it was warm."""
    started = time.perf_counter()
    found = project.find(app)
    chosen = settings.load(found.folder).environment(environment)
    target = (outdir or found.folder / found.output).absolute()
    with replacing(target) as fresh:
        given = variables(found, chosen, context or {}, fresh)
        what = command(found, given["PATH"])
        if found.build:
            subprocess.run(["/bin/sh", "-c", found.build], cwd=found.folder, env=given, check=True)
        ended = None
        if warm and isinstance(what, PythonProgram):
            ended = warm_way.run(what, found.folder, given, fresh)
        if ended is None:
            ended = cold.run(what, found.folder, given)
        if ended.code != 0:
            raise AppError(str(ended), fix="Correct the app.")
        if not (fresh / "manifest.json").is_file():
            raise AppError("The app ended without writing an assembly", fix="Call app.synth() at its end.")
    return Synthesis(target, (), time.perf_counter() - started, ended.warm)
