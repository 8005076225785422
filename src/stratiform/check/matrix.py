"""Matrices: named lists of constraints, each answered with the resources that prove it."""

from __future__ import annotations

from dataclasses import dataclass

from stratiform.assembly.graph import Address, Graph
from stratiform.check.assertion import Failure, Outcome
from stratiform.check.assertions import assertions
from stratiform.check.catalogue import catalogue
from stratiform.check.constraint import Constraint, Matrix
from stratiform.check.judgement import judge
from stratiform.check.matrix_file import load, names
from stratiform.check.row import Row, Verdict

__all__ = ["Matrix", "MatrixReport", "Row", "Verdict", "evaluate", "load", "names"]


@dataclass(frozen=True)
class MatrixReport:
    """The answers, in the order of the constraints."""

    matrix: Matrix
    rows: tuple[Row, ...]

    @property
    def holds(self) -> bool:
        """Whether no constraint fails."""
        return all(row.verdict != "FAIL" for row in self.rows)


def evaluate(matrix: Matrix, graph: Graph) -> MatrixReport:
    """Answers every constraint for ``graph``. A rule is judged once, however many constraints name it."""
    judged: dict[str, Outcome] = {}
    rows = []
    for constraint in matrix.constraints:
        for rule in constraint.rules:
            if rule not in judged:
                judged[rule] = _of_rule(rule, graph)
        outcomes = [_narrowed(judged[rule], constraint.types, graph) for rule in constraint.rules]
        outcomes += [assertions()[bound.name].judge(graph, bound.given) for bound in constraint.bound]
        rows.append(_row(constraint, outcomes))
    return MatrixReport(matrix, tuple(rows))


def _of_rule(id_: str, graph: Graph) -> Outcome:
    judgement = judge(catalogue()[id_], graph)
    failed = [
        Failure(f"{address.logical_id}: {fault.says}", (address, *fault.evidence))
        for address, fault in judgement.faults.items()
    ]
    failed += [
        Failure(f"The rule {id_} could not judge {address}; this is a bug in strat.", (address,))
        for address in judgement.broken
    ]
    bad = {*judgement.faults, *judgement.broken}
    return Outcome(tuple(one for one in judgement.subjects if one not in bad), tuple(failed))


def _narrowed(outcome: Outcome, types: tuple[str, ...], graph: Graph) -> Outcome:
    """The part of a rule's verdict that is about ``types``; a failure is about its first resource."""
    if not types:
        return outcome
    return Outcome(
        tuple(one for one in outcome.passed if graph.resources[one].type in types),
        tuple(one for one in outcome.failed if graph.resources[one.evidence[0]].type in types),
    )


def _row(constraint: Constraint, outcomes: list[Outcome]) -> Row:
    failed = [failure for outcome in outcomes for failure in outcome.failed]
    passed = tuple(dict.fromkeys(address for outcome in outcomes for address in outcome.passed))
    if failed:
        evidence = tuple(dict.fromkeys(address for failure in failed for address in failure.evidence))
        more = f" (and {len(failed) - 1} more)" if len(failed) > 1 else ""
        return _answer(constraint, "FAIL", evidence, failed[0].says + more)
    if passed:
        things = "resource proves" if len(passed) == 1 else "resources prove"
        return _answer(constraint, "PASS", passed, f"{len(passed)} {things} it.")
    return _answer(constraint, "NOT-APPLICABLE", (), "Nothing here is what it is about.")


def _answer(constraint: Constraint, verdict: Verdict, evidence: tuple[Address, ...], says: str) -> Row:
    return Row(constraint.id, constraint.title, verdict, evidence, says, constraint.group)
