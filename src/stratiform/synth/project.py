"""A CDK app on disk: cdk.json, or an app.py alone. What the CDK CLI reads before it starts the app."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from stratiform.errors import NotAnApp

FLAGS = {
    # cdk.json's key, the context key the CDK CLI turns it into; all three are on unless cdk.json says no
    "pathMetadata": "aws:cdk:enable-path-metadata",
    "assetMetadata": "aws:cdk:enable-asset-metadata",
    "versionReporting": "aws:cdk:version-reporting",
}

_READABLE = ("template.yaml", "template.yml", "template.json", "cdk.out")
"""What every command but `strat synth` reads without an app."""


@dataclass(frozen=True)
class Project:
    """One app. ``app`` is the command line of cdk.json, or None where only an app.py tells what to run.

    ``context`` is cdk.json's over cdk.context.json's, as the CDK CLI merges them.
    """

    folder: Path
    app: str | None
    build: str | None = None
    output: str = "cdk.out"
    context: Mapping[str, Any] = field(default_factory=dict)
    flags: Mapping[str, bool] = field(default_factory=dict)


def find(folder: Path) -> Project:
    """The app in ``folder``.

    Raises NotAnApp when there is neither a cdk.json with ``app`` nor an app.py, or a file is not JSON.
    """
    folder = folder.resolve()
    if not folder.is_dir():
        raise NotAnApp(
            f"{folder} is not a folder",
            fix="Name the folder that holds cdk.json or app.py.",
        )
    config = _json(folder / "cdk.json")
    app = config.get("app")
    if app is not None and not isinstance(app, str):
        raise NotAnApp(
            f'"app" in cdk.json is {json.dumps(app)}, not a command line',
            where=str(folder / "cdk.json"),
            fix='Write the command as text, e.g. "app": "python app.py".',
        )
    if app is None and not (folder / "app.py").is_file():
        beside = next((name for name in _READABLE if (folder / name).exists()), None)
        raise NotAnApp(
            f"{folder} holds no CDK app: there is no cdk.json that names one, and no app.py",
            fix=f"Name {beside}, which is in that folder, or run this in the folder of the app."
            if beside
            else 'Run this in the folder of the app, or add a cdk.json with {"app": "python app.py"}.',
        )
    return Project(
        folder=folder,
        app=app,
        build=config.get("build"),
        output=config.get("output", "cdk.out"),
        context={**_json(folder / "cdk.context.json"), **config.get("context", {})},
        flags={context: config.get(key, True) for key, context in FLAGS.items()},
    )


def _json(file: Path) -> dict[str, Any]:
    try:
        content = json.loads(file.read_text())
    except FileNotFoundError:
        return {}
    except json.JSONDecodeError as error:
        raise NotAnApp(
            f"{file.name} is not JSON: {error.msg}",
            where=f"{file}:{error.lineno}",
            fix="Correct the file.",
        ) from None
    if not isinstance(content, dict):
        raise NotAnApp(f"{file.name} is not a JSON object", where=str(file), fix="Correct the file.")
    return content
