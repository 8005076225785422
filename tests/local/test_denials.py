"""A refused call is told once, with the construct that made it and what to add."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from stratiform.local.denials import Denials, sentence
from stratiform.local.deployment import Deployment, Placed
from stratiform.local.target import Target

HERE = Target("000000000000", "us-east-1")
ROLE = "arn:aws:sts::000000000000:assumed-role/items-role/items-handler"
DEPLOYMENT = Deployment(
    "http://127.0.0.1:1",
    HERE,
    resources=(
        Placed("Shop", "H", "Shop/Handler/Resource", "AWS::Lambda::Function", "items-handler", HERE),
        Placed("Shop", "R", "Shop/Task/Role/Resource", "AWS::IAM::Role", "task-role", HERE),
        Placed("Shop", "T", "Shop/Other/Resource", "AWS::DynamoDB::Table", "other", HERE),
    ),
)


def write(folder: Path, **values: Any) -> None:
    line = {
        "time": 100.0,
        "principal": ROLE,
        "role": "items-role",
        "function": "items-handler",
        "action": "dynamodb:GetItem",
        "resource": "arn:aws:dynamodb:us-east-1:000000000000:table/other",
        "explicit": False,
        **values,
    }
    with (folder / "denials.jsonl").open("a") as file:
        file.write(json.dumps(line) + "\n")


def told(folder: Path, since: float = 0.0) -> list[str]:
    return [sentence(denial, DEPLOYMENT) for denial in Denials(folder, since).poll()]


def test_the_function_the_resource_and_the_missing_access_are_named(tmp_path: Path) -> None:
    write(tmp_path)
    (text,) = told(tmp_path)
    assert text.startswith("denied: dynamodb:GetItem on Shop/Other (arn:aws:dynamodb:")
    assert "Shop/Handler has no such grant" in text
    assert "Access.READ)" in text


def test_a_write_asks_for_write_access(tmp_path: Path) -> None:
    write(tmp_path, action="dynamodb:PutItem")
    assert "Access.WRITE)" in told(tmp_path)[0]


def test_a_role_that_is_no_functions_is_told_by_its_path(tmp_path: Path) -> None:
    write(tmp_path, function=None, role="task-role")
    assert "Shop/Task/Role has no such grant" in told(tmp_path)[0]


def test_a_deny_statement_is_not_answered_with_a_grant(tmp_path: Path) -> None:
    write(tmp_path, explicit=True)
    assert "A Deny statement forbids it" in told(tmp_path)[0]
    assert "Access" not in told(tmp_path)[0]


def test_a_refusal_is_given_once(tmp_path: Path) -> None:
    denials = Denials(tmp_path, 0.0)
    assert denials.poll() == []
    write(tmp_path)
    assert len(denials.poll()) == 1
    assert denials.poll() == []
    write(tmp_path, action="dynamodb:Query")
    assert [denial.action for denial in denials.poll()] == ["dynamodb:Query"]


def test_what_is_older_is_left_out(tmp_path: Path) -> None:
    write(tmp_path)
    assert told(tmp_path, since=200.0) == []


def test_a_line_that_is_being_written_waits(tmp_path: Path) -> None:
    write(tmp_path)
    with (tmp_path / "denials.jsonl").open("a") as file:
        file.write('{"time": 1')
    assert len(told(tmp_path)) == 1


def test_a_file_that_was_started_anew_is_read_from_its_beginning(tmp_path: Path) -> None:
    denials = Denials(tmp_path, 0.0)
    write(tmp_path)
    write(tmp_path)
    assert len(denials.poll()) == 2
    (tmp_path / "denials.jsonl").unlink()
    write(tmp_path)
    assert len(denials.poll()) == 1
