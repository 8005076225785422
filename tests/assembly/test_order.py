from __future__ import annotations

import pytest

from stratiform.assembly.order import Cycle, ordered


def test_each_comes_after_what_it_needs_and_otherwise_in_place() -> None:
    assert ordered({"c": ["a"], "b": [], "a": ["elsewhere"]}) == ["a", "c", "b"]


def test_a_long_chain_needs_no_recursion() -> None:
    needs = {str(n): [str(n + 1)] for n in range(5000)}
    assert ordered(needs)[0] == "4999"


@pytest.mark.parametrize(
    ("needs", "cycle"), [({"a": ["a"]}, "a -> a"), ({"a": ["b"], "b": ["c"], "c": ["b"]}, "b -> c -> b")]
)
def test_a_cycle_names_its_members(needs: dict[str, list[str]], cycle: str) -> None:
    with pytest.raises(Cycle, match=cycle):
        ordered(needs)
