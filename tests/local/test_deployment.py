"""What is deployed is kept whole, and read back equal."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from stratiform.errors import NotRunning
from stratiform.local import deployment
from stratiform.local.deployment import DeployedStack, Deployment, Placed, flattened
from stratiform.local.state import State
from stratiform.local.target import Target

HERE = Target("000000000000", "us-east-1")
KEPT = Deployment(
    endpoint="http://127.0.0.1:4000",
    target=HERE,
    stacks=(DeployedStack("Shop", "local", HERE, {"Url": "http://127.0.0.1:4000/"}),),
    resources=(Placed("Shop", "Q", "Shop/Q", "AWS::SQS::Queue", "q", HERE),),
    urls={"Url": "http://127.0.0.1:4000/"},
    inert={"Shop/X": "AWS::Odd::Thing"},
)


def test_it_is_read_back_as_it_was(tmp_path: Path) -> None:
    state = State.of(tmp_path)
    deployment.save(state, KEPT)
    assert deployment.load(state) == KEPT


def test_only_its_owner_may_read_it(tmp_path: Path) -> None:
    state = State.of(tmp_path)
    deployment.save(state, KEPT)
    assert stat.S_IMODE((state.folder / deployment.FILE).stat().st_mode) == 0o600


@pytest.mark.parametrize("content", ["", "{", '{"endpoint": 1}', "[]"])
def test_a_broken_file_counts_as_none(tmp_path: Path, content: str) -> None:
    state = State.of(tmp_path)
    (state.folder / deployment.FILE).write_text(content)
    assert deployment.load(state) is None
    with pytest.raises(NotRunning):
        deployment.required(state)


def test_outputs_of_two_stacks_with_one_name_are_told_apart() -> None:
    assert flattened({"A": {"Url": "1", "Id": "2"}, "B": {"Url": "3"}}) == {
        "A.Url": "1",
        "Id": "2",
        "B.Url": "3",
    }
