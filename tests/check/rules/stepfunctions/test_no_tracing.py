import pytest

from check.judging import judged

PLAIN, SAM = "AWS::StepFunctions::StateMachine", "AWS::Serverless::StateMachine"


@pytest.mark.parametrize(
    ("type_", "properties", "wrong"),
    [
        (PLAIN, {}, True),
        (PLAIN, {"TracingConfiguration": {"Enabled": False}}, True),
        (PLAIN, {"TracingConfiguration": {"Enabled": True}}, False),
        (PLAIN, {"TracingConfiguration": {"Fn::ImportValue": "Tracing"}}, False),
        (SAM, {"Tracing": {"Enabled": True}}, False),
        (SAM, {}, True),
    ],
)
def test_a_state_machine_must_be_traced(type_: str, properties: dict[str, object], wrong: bool) -> None:
    assert judged("stepfunctions-no-tracing", type_, properties) is wrong
