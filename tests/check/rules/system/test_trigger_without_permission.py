from typing import Any

from check.evidence import proof, subjects

RULE = "system-trigger-without-permission"
RULE_TARGETS = {"Targets": [{"Id": "1", "Arn": {"Fn::GetAtt": ["Handler", "Arn"]}}]}
NIGHTLY = {"Nightly": ("AWS::Events::Rule", {"ScheduleExpression": "rate(1 day)", **RULE_TARGETS})}
HANDLER = {"Handler": ("AWS::Lambda::Function", {"FunctionName": "items"})}


def permission(principal: str, function: Any = None) -> dict[str, Any]:
    named = {"FunctionName": function or {"Ref": "Handler"}, "Principal": principal}
    return {"Permission": ("AWS::Lambda::Permission", {"Action": "lambda:InvokeFunction", **named})}


def test_a_function_lets_its_trigger_call_it() -> None:
    assert proof(RULE, NIGHTLY | HANDLER) == {"Nightly": ["Handler"]}
    assert not proof(RULE, NIGHTLY | HANDLER | permission("events.amazonaws.com"))
    assert not proof(RULE, NIGHTLY | HANDLER | permission("events.amazonaws.com", "items"))
    assert proof(RULE, NIGHTLY | HANDLER | permission("s3.amazonaws.com"))


def test_a_queue_lets_its_topic_send() -> None:
    subscription = {
        "TopicArn": {"Ref": "News"},
        "Protocol": "sqs",
        "Endpoint": {"Fn::GetAtt": ["Work", "Arn"]},
    }
    resources = {
        "News": ("AWS::SNS::Topic", {}),
        "Work": ("AWS::SQS::Queue", {}),
        "Subscription": ("AWS::SNS::Subscription", subscription),
    }
    assert proof(RULE, resources) == {"Subscription": ["Work"]}
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": "sns.amazonaws.com"},
        "Action": "sqs:SendMessage",
    }

    def with_policy(*statements: dict[str, Any]) -> dict[str, Any]:
        policy = {"Queues": [{"Ref": "Work"}], "PolicyDocument": {"Statement": list(statements)}}
        return resources | {"Policy": ("AWS::SQS::QueuePolicy", policy)}

    assert not proof(RULE, with_policy(statement))
    services = {"Service": ["events.amazonaws.com", "sns.amazonaws.com"]}
    assert not proof(RULE, with_policy({**statement, "Principal": services}))
    assert not proof(RULE, with_policy({**statement, "Principal": {"AWS": {"Ref": "AWS::AccountId"}}}))
    assert proof(RULE, with_policy({**statement, "Principal": {"Service": "s3.amazonaws.com"}}))
    assert proof(RULE, with_policy({**statement, "Effect": "Deny"}))


def test_a_mapping_polls_with_the_functions_own_role() -> None:
    mapping = {"EventSourceArn": {"Fn::GetAtt": ["Work", "Arn"]}, "FunctionName": {"Ref": "Handler"}}
    resources = {
        "Work": ("AWS::SQS::Queue", {}),
        "Mapping": ("AWS::Lambda::EventSourceMapping", mapping),
        **HANDLER,
    }
    assert subjects(RULE, resources) == []


def test_a_target_with_a_role_needs_no_policy() -> None:
    target = {
        "Id": "1",
        "Arn": {"Fn::GetAtt": ["Work", "Arn"]},
        "RoleArn": "arn:aws:iam::111111111111:role/x",
    }
    resources = {"Work": ("AWS::SQS::Queue", {}), "Nightly": ("AWS::Events::Rule", {"Targets": [target]})}
    assert subjects(RULE, resources) == []
