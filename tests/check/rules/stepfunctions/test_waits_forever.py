import pytest

from check.judging import judged

WAITING = "arn:aws:states:::sqs:sendMessage.waitForTaskToken"


@pytest.mark.parametrize(
    ("task", "wrong"),
    [
        ({"Resource": WAITING}, True),
        ({"Resource": WAITING, "TimeoutSeconds": 300}, False),
        ({"Resource": WAITING, "HeartbeatSecondsPath": "$.limit"}, False),
        ({"Resource": "arn:aws:states:::lambda:invoke"}, False),
    ],
)
def test_waiting_must_end(task: dict[str, object], wrong: bool) -> None:
    definition = {"StartAt": "Pay", "States": {"Pay": {"Type": "Task", "End": True, **task}}}
    assert (
        judged("stepfunctions-waits-forever", "AWS::StepFunctions::StateMachine", {"Definition": definition})
        is wrong
    )
