from __future__ import annotations

from pathlib import Path

import pytest

from diagram.systems import at, system
from stratiform.diagram.joining import joined, merged
from stratiform.diagram.relations import Relation, Strength

PAIR = """
  F: {Type: AWS::Lambda::Function}
  T: {Type: AWS::DynamoDB::Table}
"""


def lines(folder: Path, *relations: tuple[str, str, str, Strength]) -> dict[tuple[str, str], str]:
    graph = system(folder, PAIR)
    made = (Relation(at(source), at(target), label, label, s) for source, target, label, s in relations)
    found = joined(graph, made)
    return {
        (str(pair[0] and pair[0].logical_id), pair[1].logical_id): line.label for pair, line in found.items()
    }


def test_the_surest_reading_gives_the_label(tmp_path: Path) -> None:
    found = lines(
        tmp_path,
        ("F", "T", "uses", Strength.REFERENCE),
        ("F", "T", "writes", Strength.DOES),
        ("F", "T", "port 443", Strength.REACHES),
    )
    assert found == {("F", "T"): "writes"}


def test_parallel_lines_are_one_and_keep_every_reason(tmp_path: Path) -> None:
    graph = system(tmp_path, PAIR)
    relations = [Relation(at("F"), at("T"), label, f"why {label}") for label in ("reads", "writes")]
    (line,) = joined(graph, relations).values()
    assert (line.label, line.reasons) == ("reads and writes", ("why reads", "why writes"))


def test_reading_what_triggers_is_no_line_of_its_own(tmp_path: Path) -> None:
    found = lines(tmp_path, ("T", "F", "triggers", Strength.DOES), ("F", "T", "reads", Strength.MAY))
    assert found == {("T", "F"): "triggers"}


def test_an_answer_over_the_network_is_no_line_of_its_own(tmp_path: Path) -> None:
    found = lines(tmp_path, ("F", "T", "calls", Strength.DOES), ("T", "F", "port 80", Strength.REACHES))
    assert found == {("F", "T"): "calls"}


@pytest.mark.parametrize(
    ("labels", "told"),
    [
        (["triggers", "feeds"], "triggers"),
        (["reads and writes", "reads"], "reads and writes"),
        (["a", "b", "c"], "a, b …"),
        ([], ""),
    ],
)
def test_labels_are_merged(labels: list[str], told: str) -> None:
    assert merged(labels) == told
