"""A tier is a table of decisions, and nothing asks for anything else."""

import ast
from collections.abc import Iterator
from dataclasses import FrozenInstanceError, replace
from pathlib import Path

import pytest

import stratiform
from stratiform.tiers import DEV, PROD, STAGING, TIERS

CONSTRUCTS = Path(stratiform.__file__).parent / "constructs"
ENVIRONMENTS = {"dev", "development", "local", "prod", "production", "staging", "test"}


def test_production_keeps_and_protects_what_development_throws_away():
    assert PROD.keep_data
    assert PROD.table.recovery
    assert PROD.table.deletion_protection
    assert not DEV.keep_data
    assert not DEV.table.deletion_protection


def test_each_tier_is_at_least_as_available_as_the_one_below():
    for lower, higher in ((DEV, STAGING), (STAGING, PROD)):
        assert lower.network.nat_gateways <= higher.network.nat_gateways
        assert lower.network.zones <= higher.network.zones
        assert lower.log_days < higher.log_days
        assert lower.api.rate < higher.api.rate
        assert lower.service.cpu < higher.service.cpu
        assert lower.service.memory < higher.service.memory
        assert lower.service.tasks < higher.service.tasks < higher.service.max_tasks
        assert lower.instances.maximum < higher.instances.maximum


def test_production_has_a_nat_gateway_in_every_zone():
    assert PROD.network.nat_gateways == PROD.network.zones


def test_a_tier_of_ones_own_is_a_replacement():
    mine = replace(PROD, name="mine", log_days=731)
    assert (mine.log_days, mine.table) == (731, PROD.table)
    with pytest.raises(FrozenInstanceError):
        mine.log_days = 7


def test_tiers_are_found_by_name():
    assert TIERS == {"dev": DEV, "staging": STAGING, "prod": PROD}


def asks_where_it_is(source: str) -> Iterator[int]:
    """The lines that compare with the name of an environment or a tier."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Compare | ast.match_case):
            continue
        for part in ast.walk(node if isinstance(node, ast.Compare) else node.pattern):
            says_a_name = isinstance(part, ast.Constant) and part.value in ENVIRONMENTS
            asks_for_it = (
                isinstance(part, ast.Attribute)
                and part.attr in ("name", "environment")
                and ast.unparse(part.value).rpartition(".")[2] in ("tier", "environment", "names")
            )
            if says_a_name or asks_for_it:
                yield part.lineno


@pytest.mark.parametrize("file", sorted(CONSTRUCTS.rglob("*.py")), ids=lambda file: file.name)
def test_no_construct_asks_which_environment_or_tier_it_is_in(file):
    assert list(asks_where_it_is(file.read_text())) == []


@pytest.mark.parametrize(
    "source",
    [
        "if environment == 'prod': pass",
        "x = 1 if tier.name == y else 2",
        "if self.tier.name in known: pass",
        "match name:\n  case 'staging': pass",
        "if environment_of(self).names.environment != z: pass",
    ],
)
def test_asking_is_seen(source):
    assert list(asks_where_it_is(source))
