"""A rule's page: what it says, why, how to mend it, and what others call it."""

from __future__ import annotations

from collections.abc import Iterator

from stratiform.check.rule import References, Rule

_CHECKERS = {
    "security_hub": "AWS Security Hub",
    "cdk_nag": "cdk-nag",
    "checkov": "Checkov",
    "cfn_nag": "cfn_nag",
    "guard": "CloudFormation Guard",
}


def page(id_: str, rule: Rule, *, level: int = 1) -> str:
    """The page in Markdown, its title at this heading ``level``."""
    types = ", ".join(f"`{type_}`" for type_ in rule.types)
    return "\n\n".join(
        [
            f"{'#' * level} {id_}",
            f"**{rule.title}** ({rule.pillar.value}, {rule.severity.name.lower()})",
            rule.why,
            f"*Fix:* {rule.fix}",
            f"Looks at {types}.",
            *references(rule.references),
            f"Source: <{rule.source}>",
        ]
    )


def references(known: References) -> Iterator[str]:
    """One line with the ids that others have for the fault; nothing where there are none."""
    parts = [
        f"{name} {', '.join(ids)}" for field, name in _CHECKERS.items() if (ids := getattr(known, field))
    ]
    if parts:
        yield f"Elsewhere: {'; '.join(parts)}."
