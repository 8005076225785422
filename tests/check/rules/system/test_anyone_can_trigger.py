from typing import Any

from check.evidence import proof, subjects

RULE = "system-anyone-can-trigger"


def system(principal: Any = "*", action: str = "sqs:SendMessage", **statement: Any) -> dict[str, Any]:
    mapping = {"EventSourceArn": {"Fn::GetAtt": ["Work", "Arn"]}, "FunctionName": {"Ref": "Handler"}}
    allows = {"Effect": "Allow", "Principal": principal, "Action": action, "Resource": "*", **statement}
    policy = {"Queues": [{"Ref": "Work"}], "PolicyDocument": {"Statement": [allows]}}
    return {
        "Work": ("AWS::SQS::Queue", {}),
        "Handler": ("AWS::Lambda::Function", {}),
        "Mapping": ("AWS::Lambda::EventSourceMapping", mapping),
        "Policy": ("AWS::SQS::QueuePolicy", policy),
    }


def test_strangers_must_not_start_code() -> None:
    assert proof(RULE, system()) == {"Policy": ["Work", "Handler"]}
    assert proof(RULE, system({"AWS": "*"}, "sqs:*"))
    assert proof(RULE, system(Action=["sqs:GetQueueUrl", "sqs:SendMessage"]))
    assert not proof(RULE, system({"Service": "sns.amazonaws.com"}))
    assert not proof(RULE, system(action="sqs:ReceiveMessage"))
    assert not proof(RULE, system(Condition={"ArnEquals": {"aws:SourceArn": "arn:aws:sns:::x"}}))


def test_a_queue_with_nothing_behind_is_the_business_of_another_rule() -> None:
    without = {name: one for name, one in system().items() if name != "Mapping"}
    assert subjects(RULE, without) == []
