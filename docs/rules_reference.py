"""The pages of the rules, from the catalogue: an index, and a page a service."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from stratiform.check.catalogue import catalogue
from stratiform.check.engines.same import SAME
from stratiform.check.page import page
from stratiform.check.rule import Pillar, Rule
from stratiform.check.waivers import declared, suppressions

ABOUT = """\
# Rules

`strat check` runs every rule below; `strat check --explain RULE` prints its page. AWS's own validator runs \
beside them; what it says has an id that starts with `validate:`. Reports of cdk-nag (`nag:`) and of the CDK \
(`cdk:`) that lie in the assembly are read too. One fault is one finding, whoever found it."""


def pages(folder: Path) -> dict[Path, str]:
    """The generated pages by path, below ``folder``."""
    services: dict[str, dict[str, Rule]] = {}
    for id_, rule in catalogue().items():
        services.setdefault(id_.partition("-")[0], {})[id_] = rule
    written = {folder / "rules" / f"{name}.md": _service(name, rules) for name, rules in services.items()}
    return {folder / "rules.md": _index(services), folder / "waivers.md": _waivers(), **written}


def _waivers() -> str:
    parts = ("# Waivers", declared.__doc__ or "", "## Suppressions in templates", suppressions.__doc__ or "")
    return "\n\n".join(map(str.strip, parts)) + "\n"


def _service(name: str, rules: dict[str, Rule]) -> str:
    return (
        "\n\n".join([f"# Rules: {name}", *(page(id_, rule, level=2) for id_, rule in rules.items())]) + "\n"
    )


def _index(services: dict[str, dict[str, Rule]]) -> str:
    counts = Counter(rule.pillar for rule in catalogue().values())
    pillars = "\n".join(f"| {pillar.value} | {counts[pillar]} |" for pillar in Pillar)
    rows = "\n".join(
        f"| [{id_}](rules/{name}.md#{id_}) | {rule.title} | {rule.pillar.value} "
        f"| {rule.severity.name.lower()} |"
        for name, rules in services.items()
        for id_, rule in rules.items()
    )
    same = "\n".join(f"| {other} | {', '.join(ids)} |" for other, ids in sorted(SAME.items()))
    return (
        "\n\n".join(
            [
                ABOUT,
                f"## By pillar\n\n| pillar | rules |\n|---|---|\n{pillars}\n| all | {len(catalogue())} |",
                f"## All rules\n\n| rule | finds | pillar | severity |\n|---|---|---|---|\n{rows}",
                "## The same fault under another engine's id\n\n"
                f"| id | our rules |\n|---|---|\n{same}\n\n"
                "Ids of Security Hub, cdk-nag, Checkov, cfn_nag and Guard stand on the page of each rule.",
            ]
        )
        + "\n"
    )
