"""The hand-written pages say nothing that is not there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "blueprints").glob("*/*.md")])
LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_to_a_file(page: Path) -> None:
    missing = [link for link in LINK.findall(page.read_text()) if not (page.parent / link).exists()]
    assert missing == []


def test_every_place_that_the_architecture_names_exists() -> None:
    named = re.findall(r"`((?:src|docs|tests|bench)/[\w/.]+)`", (ROOT / "ARCHITECTURE.md").read_text())
    assert named
    assert [place for place in named if not (ROOT / place).exists()] == []


def test_every_word_of_the_glossary_is_used_elsewhere() -> None:
    words = re.findall(r"^- \*\*(\w+)\*\*", (ROOT / "docs/glossary.md").read_text(), re.MULTILINE)
    prose = " ".join(page.read_text().lower() for page in PAGES if page.name != "glossary.md")
    assert words
    assert [word for word in words if word not in prose] == []


def test_every_command_of_the_readme_exists() -> None:
    reference = (ROOT / "docs/reference/commands.md").read_text()
    known = set(re.findall(r"^## strat (\w+)", reference, re.MULTILINE))
    named = set(re.findall(r"`strat (\w+)", (ROOT / "README.md").read_text()))
    assert named
    assert named <= known


def test_the_reference_has_every_construct() -> None:
    import stratiform.constructs

    told = re.findall(r"^## (\w+)", (ROOT / "docs/reference/constructs.md").read_text(), re.MULTILINE)
    assert sorted({*told, "App"}) == stratiform.constructs.__all__  # App is the CDK's own


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_deployment_names_its_stacks(page: Path) -> None:
    """Without a pattern the CDK's command line looks into no Environment, and finds no stack."""
    told = re.findall(r"(?:cdk|aws-cdk@[^']*') deploy( [^`\n]*)?$", page.read_text(), re.MULTILINE)
    told += re.findall(r"`cdk deploy ([^`]*)`", page.read_text())
    assert [rest for rest in told if "*" not in rest] == []
