from typing import Any

from check.evidence import proof, subjects

RULE = "system-task-role-is-execution-role"


def task(**roles: str) -> dict[str, Any]:
    named = {name: {"Fn::GetAtt": [role, "Arn"]} for name, role in roles.items()}
    found = {role: ("AWS::IAM::Role", {}) for role in roles.values()}
    return {"Task": ("AWS::ECS::TaskDefinition", named), **found}


def test_the_code_has_a_role_of_its_own() -> None:
    assert proof(RULE, task(TaskRoleArn="One", ExecutionRoleArn="One")) == {"Task": ["One"]}
    assert not proof(RULE, task(TaskRoleArn="One", ExecutionRoleArn="Two"))


def test_a_task_with_one_role_is_not_judged() -> None:
    assert subjects(RULE, task(ExecutionRoleArn="One")) == []
