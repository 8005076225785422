"""``assert_uses`` fails unless exactly that use is declared, and says what is."""

import pytest

from stratiform.assembly.graph import Graph, Use
from stratiform.testing import assert_uses

GRAPH = Graph(stacks={}, resources={}, uses=(Use("local/Main/Worker", "local/Main/Orders", "write"),))


@pytest.mark.parametrize(
    ("workload", "resource"), [("Worker", "Orders"), ("local/Main/Worker", "Main/Orders")]
)
def test_a_declared_use_is_found_by_the_end_of_its_paths(workload, resource):
    assert_uses(GRAPH, workload, resource, "write")


@pytest.mark.parametrize(
    ("workload", "resource", "access"),
    [
        ("Worker", "Orders", "read"),
        ("Orders", "Worker", "write"),
        ("Worker", "ders", "write"),
        ("Main", "Orders", "write"),
    ],
)
def test_another_use_is_not(workload, resource, access):
    with pytest.raises(AssertionError, match="local/Main/Worker uses local/Main/Orders: write"):
        assert_uses(GRAPH, workload, resource, access)
