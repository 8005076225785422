from typing import Any

from check.evidence import faults, proof, subjects

RULE = "system-dead-letter-queue-unwatched"


def system(dimension: Any = None, **dead: Any) -> dict[str, Any]:
    redrive = {"deadLetterTargetArn": {"Fn::GetAtt": ["Dead", "Arn"]}, "maxReceiveCount": 3}
    found: dict[str, Any] = {
        "Work": ("AWS::SQS::Queue", {"RedrivePolicy": redrive}),
        "Dead": ("AWS::SQS::Queue", dead),
    }
    if dimension:
        dimensions = [{"Name": "QueueName", "Value": dimension}]
        found["Alarm"] = ("AWS::CloudWatch::Alarm", {"Dimensions": dimensions})
    return found


def test_a_dead_letter_queue_needs_an_alarm() -> None:
    assert proof(RULE, system()) == {"Dead": ["Work"]}
    assert not proof(RULE, system({"Fn::GetAtt": ["Dead", "QueueName"]}))
    assert not proof(RULE, system("failures", QueueName="failures"))


def test_an_alarm_on_the_source_is_another_one() -> None:
    assert proof(RULE, system({"Fn::GetAtt": ["Work", "QueueName"]}))


def test_a_function_sends_to_one_too() -> None:
    config = {"DeadLetterConfig": {"TargetArn": {"Fn::GetAtt": ["Dead", "Arn"]}}}
    resources = {"Handler": ("AWS::Lambda::Function", config), "Dead": ("AWS::SQS::Queue", {})}
    assert proof(RULE, resources) == {"Dead": ["Handler"]}


def test_other_queues_are_not_judged() -> None:
    assert subjects(RULE, {"Work": ("AWS::SQS::Queue", {})}) == []


def test_a_few_senders_are_named_and_many_are_counted() -> None:
    def says(senders: int) -> str:
        config = {"DeadLetterConfig": {"TargetArn": {"Fn::GetAtt": ["Dead", "Arn"]}}}
        functions = {f"F{at}": ("AWS::Lambda::Function", config) for at in range(senders)}
        return faults(RULE, {**functions, "Dead": ("AWS::SQS::Queue", {})})["Dead"].says

    assert "F0, F1, F2 cannot" in says(3)
    assert "4 resources cannot" in says(4)
