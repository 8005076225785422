"""The CDK's own command line deploys into the running local cloud, with nothing changed."""

from __future__ import annotations

import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from acceptance.cdk_cli import run
from acceptance.running import ROOT, Running, copied

pytestmark = [pytest.mark.synth, pytest.mark.local]


@pytest.fixture(scope="module")
def cloud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A local cloud that runs the smallest template there is."""
    folder = tmp_path_factory.mktemp("up") / "small"
    folder.mkdir()
    (folder / "template.yaml").write_text("Resources: {Topic: {Type: 'AWS::SNS::Topic'}}\n")
    app = copied(folder, folder.with_name("app"))
    try:
        yield Running(app, app.json("up", "template.yaml", "--detach"))
    finally:
        app.strat("down", "template.yaml", "--wipe", check=None)


def test_an_unmodified_deploy_of_the_items_api_succeeds(cloud: Running, tmp_path: Path) -> None:
    app = copied(ROOT / "blueprints/items_api", tmp_path / "items_api")
    done = run(
        app.folder,
        cloud.document["endpoint"],
        "deploy",
        "**",
        "--app",
        f"{sys.executable} app.py",
        "--require-approval",
        "never",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    outputs = {
        output["OutputKey"]: output["OutputValue"]
        for stack in cloud.client("cloudformation").describe_stacks()["Stacks"]
        for output in stack.get("Outputs", [])
    }
    with urllib.request.urlopen(outputs["ApiUrl"].rstrip("/") + "/item", timeout=20) as answer:
        assert answer.status == 200
