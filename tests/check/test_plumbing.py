import pytest

from check.judging import failing
from graphs import graph
from stratiform.check.plumbing import is_plumbing, serves_a_system

FUNCTION_RULES = (
    "default-memory",
    "default-timeout",
    "no-dead-letters",
    "no-reserved-concurrency",
    "no-tracing",
    "not-graviton",
    "outside-vpc",
)
MACHINE_RULES = ("no-log", "no-retry", "no-tracing")


@pytest.mark.parametrize(
    ("logical_id", "added"),
    [
        ("LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8aFD4BFC8A", True),
        ("AWS679f53fac002430cb0da5b7982bd22872D164C4C", True),
        ("BucketNotificationsHandler050a0587b7544547bf325f094a3db8347ECC3691", True),
        ("CustomS3AutoDeleteObjectsCustomResourceProviderHandler9D90184F", True),
        ("CustomCDKBucketDeployment8693BB64968944B69AAFB0CC9EB8756C81C01536", True),
        ("ProviderframeworkonEvent83C1D0A7", True),
        ("OrdersHandler12345678", False),
        ("Function", False),
    ],
)
def test_what_the_cdk_adds_for_itself_is_known_by_its_name(logical_id: str, added: bool) -> None:
    one = next(iter(graph({logical_id: ("AWS::Lambda::Function", {})}).resources.values()))
    assert is_plumbing(one) is added


def test_a_function_that_only_a_deployment_calls_serves_no_system() -> None:
    system = graph(
        {
            "Handler": ("AWS::Lambda::Function", {}),
            "Worker": ("AWS::Lambda::Function", {}),
            "Custom": ("Custom::Thing", {"ServiceToken": {"Fn::GetAtt": ["Handler", "Arn"]}}),
        }
    )
    handler, worker = system.of_type("AWS::Lambda::Function")
    assert not serves_a_system(handler, system)
    assert serves_a_system(worker, system)


@pytest.mark.parametrize(
    ("rule", "type_"),
    [
        *((f"lambda-{name}", "AWS::Lambda::Function") for name in FUNCTION_RULES),
        *((f"stepfunctions-{name}", "AWS::StepFunctions::StateMachine") for name in MACHINE_RULES),
    ],
)
def test_what_the_cdk_adds_is_not_told_how_to_operate(rule: str, type_: str) -> None:
    task = {"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "arn", "End": True}}}
    properties = {"Runtime": "python3.13", "Definition": task}
    added, written = "ProviderframeworkonEvent83C1D0A7", "Orders"
    assert failing(rule, {added: (type_, properties), written: (type_, properties)}).keys() == {written}
