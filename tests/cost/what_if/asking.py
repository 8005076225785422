"""The bills before and after a what-if."""

from __future__ import annotations

from collections.abc import Callable

from stratiform.assembly.graph import Graph
from stratiform.cost import Estimate, Prices, Terms, estimate, usage
from stratiform.cost.alternative import Changed, what_ifs
from stratiform.cost.prices import FOLDER, HOME

Ask = Callable[[Graph], tuple[Estimate, Estimate, Changed]]


def asking(name: str) -> Ask:
    """``ask(graph)``: the estimates as defined and after the what-if, without assumed usage."""

    def ask(graph: Graph) -> tuple[Estimate, Estimate, Changed]:
        prices, terms = Prices((FOLDER,)), Terms(free_tier=False, assume=False)
        answer = what_ifs()[name].change(graph, prices, HOME)
        bills = [estimate(each, usage({}), prices, terms) for each in (graph, answer.graph)]
        return bills[0], bills[1], answer

    return ask
