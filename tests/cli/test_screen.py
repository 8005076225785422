"""What is printed of a plan."""

from __future__ import annotations

from pathlib import Path

import pytest

from stratiform.cli.screen import show_plan
from stratiform.local.plan import ImagePlan, Plan
from stratiform.local.target import Target


def test_a_plan_tells_its_images_too(capsys: pytest.CaptureFixture[str]) -> None:
    image = ImagePlan(Path("/shop/web"), "assets", "abc", Target("000000000000", "us-east-1"))
    show_plan(Plan(stacks=(), images=(image,)), as_json=False)
    assert f"  /shop/web  {image.name}\n" in capsys.readouterr().out
