from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from check.samples import RULE, RULES, finding
from graphs import graph
from stratiform.assembly.graph import Address, Graph, Origin, Resource
from stratiform.check.engines.engine import Engine, Report
from stratiform.check.finding import Findings
from stratiform.check.rule import Fault
from stratiform.check.run import check
from stratiform.check.waivers.declared import Declared

SYSTEM = {"Jobs": ("AWS::SQS::Queue", {"QueueName": "jobs"}), "Topic": ("AWS::SNS::Topic", {})}
WAIVER = Declared("sqs-no-key", "*", "known", "jo", date(2027, 3, 31), Origin("waivers.toml", 1))


def checked(**changes: object) -> Findings:
    system = graph(SYSTEM)
    return check(system, **{"rules": RULES, "others": (), "today": date(2027, 3, 31), **changes})  # type: ignore[arg-type]


def test_a_fault_becomes_a_finding_with_all_that_is_known() -> None:
    [found] = checked().findings
    assert found == finding(
        says="KmsMasterKeyId is None",
        address=Address("template", "Jobs"),
        path="Jobs",
        at="QueueName",
        origin=found.origin,
    )
    assert found.origin is not None
    assert found.origin.file.endswith("template.json")
    assert checked().rules == ("sqs-no-key",)
    assert checked().resources == 2


def test_a_rule_that_raises_is_a_note_with_the_rule_and_the_resource() -> None:
    def raises(queue: Resource, system: Graph) -> Fault | None:
        raise KeyError("absent")

    found = checked(rules={"sqs-broken": replace(RULE, faults=raises), **RULES})
    assert [one.rule for one in found.findings] == ["sqs-no-key"]
    [note] = found.notes
    assert all(word in note for word in ("sqs-broken", "template/Jobs", "KeyError('absent')"))


def test_an_engine_that_fails_is_a_note_and_the_others_report() -> None:
    def fails(system: Graph) -> Report:
        raise ImportError("no such library")

    def finds(system: Graph) -> Report:
        return Report(
            (finding(rule="x:1", engine="x", address=Address("template", "Topic")),), ("half of it",)
        )

    found = checked(others=(Engine("Broken", "b", fails), Engine("Sound", "x", finds)))
    assert [one.rule for one in found.findings] == ["sqs-no-key", "x:1"]
    assert found.findings[1].type == "AWS::SNS::Topic"
    assert "Broken did not run" in found.notes[0]
    assert "no such library" in found.notes[0]
    assert found.notes[1] == "half of it"


def test_a_waiver_is_applied_and_one_of_a_rule_that_did_not_run_is_left_alone() -> None:
    other = replace(WAIVER, rule="validate:E3012")
    found = checked(waivers=(WAIVER, other))
    assert list(found.open()) == []
    assert found.notes == ()


def test_what_could_not_be_read_is_told() -> None:
    system = replace(graph(SYSTEM), notes=("a stack is left out",))
    assert check(system, rules={}, others=()).notes == ("a stack is left out",)


@pytest.mark.parametrize("_", range(2))
def test_a_check_says_the_same_every_time(_: int) -> None:
    system = graph({f"Jobs{number}": ("AWS::SQS::Queue", {}) for number in range(20)})
    paths = [one.path for one in check(system, rules=RULES, others=()).findings]
    assert paths == sorted(paths)
