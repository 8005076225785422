import pytest

from check.judging import judged

PLAIN, SAM = "AWS::StepFunctions::StateMachine", "AWS::Serverless::StateMachine"


@pytest.mark.parametrize(
    ("type_", "properties", "wrong"),
    [
        (PLAIN, {}, True),
        (PLAIN, {"LoggingConfiguration": {"Level": "OFF"}}, True),
        (PLAIN, {"LoggingConfiguration": {"Level": "ERROR"}}, False),
        (PLAIN, {"LoggingConfiguration": {"Fn::ImportValue": "Logging"}}, False),
        (SAM, {"LoggingConfiguration": {"Level": "ALL"}}, True),
        (SAM, {"Logging": {"Level": "ALL"}}, False),
    ],
)
def test_a_state_machine_must_log_its_executions(
    type_: str, properties: dict[str, object], wrong: bool
) -> None:
    assert judged("stepfunctions-no-log", type_, properties) is wrong
