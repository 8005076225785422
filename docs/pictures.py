"""Draw docs/pictures from the definitions of three systems; with --check, say what has drifted."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from stratiform.assembly import read
from stratiform.diagram import picture
from stratiform.diagram.layout import layout
from stratiform.diagram.svg import svg
from stratiform.synth import run

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "pictures"
SYSTEMS = {
    "items_api": (ROOT / "blueprints" / "items_api", "local"),
    "web_service": (ROOT / "blueprints" / "web_service", "local"),
    "shop": (FOLDER / "shop", "staging"),
}


def main() -> int:
    os.environ["CDK_VALIDATION"] = "false"  # it costs more than the synthesis
    drifted = []
    for name, (app, environment) in SYSTEMS.items():
        text, file = drawn(app, environment), FOLDER / f"{name}.svg"
        if not file.exists() or file.read_text() != text:
            drifted.append(file.relative_to(ROOT))
            if "--check" not in sys.argv:
                file.write_text(text)
    for file in drifted:
        word = "has drifted: run `make docs` and commit the result" if "--check" in sys.argv else "is written"
        print(f"{file} {word}")
    return int(bool(drifted) and "--check" in sys.argv)


def drawn(app: Path, environment: str) -> str:
    """The SVG of an app in an environment, as `strat diagram` draws it."""
    with tempfile.TemporaryDirectory() as folder:
        done = run(app, environment=environment, outdir=Path(folder) / "cdk.out", warm=False)
        made = picture(read(done.assembly), title=f"{app.name} · {environment}")
    return svg(made, layout(made))


if __name__ == "__main__":
    sys.exit(main())
