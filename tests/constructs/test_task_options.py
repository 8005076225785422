"""What services, workers and jobs pass on is all that a task takes; mypy sees that the types are the same."""

from __future__ import annotations

import inspect

import pytest

from stratiform.constructs import Job, ScheduledJob, Service, Worker
from stratiform.constructs.task import Task
from stratiform.constructs.task_options import TaskOptions

pytestmark = pytest.mark.synth  # the CDK starts Node

OWN = {"self", "scope", "id", "kind"}


def test_every_argument_of_a_task_is_passed_on() -> None:
    taken = inspect.signature(Task.__init__).parameters.keys() - OWN
    assert taken == TaskOptions.__annotations__.keys()


@pytest.mark.parametrize("kind", [Job, ScheduledJob, Service, Worker])
def test_a_misspelt_argument_is_refused(kind: type) -> None:
    given = {"schedule": "rate(1 hour)", "queue": None}
    own = {name: one for name, one in given.items() if name in inspect.signature(kind.__init__).parameters}
    with pytest.raises(TypeError, match="unexpected keyword argument 'contaner'"):
        kind(None, "Id", cluster=None, contaner=None, **own)
