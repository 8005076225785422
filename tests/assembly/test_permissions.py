from typing import Any

from graphs import graph
from stratiform.assembly.graph import Graph
from stratiform.assembly.permissions import Permission, permissions, permissions_of, role_of

READ = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": {"Fn::Sub": "${Data.Arn}/*"}}


def of_role(**resources: Any) -> tuple[Permission, ...]:
    system = graph({"Role": ("AWS::IAM::Role", {}), "Data": ("AWS::S3::Bucket", {}), **resources})
    role = next(one for one in system.resources if one.logical_id == "Role")
    return permissions(system)[role]


def test_every_way_to_give_a_role_a_policy_counts() -> None:
    document = {"Statement": [READ]}
    inline = of_role(Role=("AWS::IAM::Role", {"Policies": [{"PolicyName": "p", "PolicyDocument": document}]}))
    beside = {"Roles": [{"Ref": "Role"}], "PolicyDocument": document}
    managed = ("AWS::IAM::Role", {"ManagedPolicyArns": [{"Ref": "Policy"}]})
    ways = [
        inline,
        of_role(Policy=("AWS::IAM::Policy", beside)),
        of_role(Policy=("AWS::IAM::ManagedPolicy", beside)),
        of_role(Policy=("AWS::IAM::ManagedPolicy", {"PolicyDocument": document}), Role=managed),
        of_role(Policy=("AWS::IAM::RolePolicy", {"RoleName": {"Ref": "Role"}, "PolicyDocument": document})),
    ]
    for (permission,) in ways:
        assert [one.logical_id for one in permission.resources] == ["Data"]
        assert permission.actions == ("s3:getobject",)


def test_a_statement_has_its_own_resources_only() -> None:
    other = {"Effect": "Allow", "Action": "s3:*", "Resource": "*", "Condition": {"Bool": {"x": "true"}}}
    policy = {"Roles": [{"Ref": "Role"}], "PolicyDocument": {"Statement": [READ, other]}}
    first, second = of_role(Policy=("AWS::IAM::Policy", policy))
    assert (first.patterns, first.is_conditional) == ((), False)
    assert (second.resources, second.patterns, second.is_conditional) == ((), ("*",), True)


def test_what_is_denied_is_no_permission() -> None:
    policy = {"Roles": [{"Ref": "Role"}], "PolicyDocument": {"Statement": [{**READ, "Effect": "Deny"}]}}
    assert of_role(Policy=("AWS::IAM::Policy", policy)) == ()


def test_wildcards_of_actions_are_understood() -> None:
    def allows(pattern: str, action: str) -> bool:
        policy = {"Roles": [{"Ref": "Role"}], "PolicyDocument": {"Statement": [{**READ, "Action": pattern}]}}
        (permission,) = of_role(Policy=("AWS::IAM::Policy", policy))
        return permission.allows(action)

    assert allows("s3:Put*", "s3:putobject")
    assert allows("*", "s3:putobject")
    assert allows("s3:?utObject", "s3:putobject")
    assert not allows("s3:Get*", "s3:putobject")
    assert not allows("s3.Put*", "s3:putobject")


def test_functions_and_tasks_have_roles() -> None:
    role = {"Fn::GetAtt": ["Role", "Arn"]}
    system: Graph = graph(
        {
            "Role": ("AWS::IAM::Role", {"Policies": [{"PolicyDocument": {"Statement": [READ]}}]}),
            "Data": ("AWS::S3::Bucket", {}),
            "Handler": ("AWS::Lambda::Function", {"Role": role}),
            "Task": ("AWS::ECS::TaskDefinition", {"TaskRoleArn": role}),
            "Agent": ("AWS::ECS::TaskDefinition", {"ExecutionRoleArn": role}),
        }
    )
    by_name = {one.address.logical_id: one for one in system.resources.values()}
    assert len(permissions_of(system, by_name["Handler"])) == 1
    assert len(permissions_of(system, by_name["Task"])) == 1
    assert role_of(system, by_name["Agent"]) is None
    assert permissions_of(system, by_name["Agent"]) == ()


def test_an_arn_may_name_a_resource_by_its_name() -> None:
    def reached(arn: str) -> list[str]:
        statement = {**READ, "Resource": arn}
        policy = {"Roles": [{"Ref": "Role"}], "PolicyDocument": {"Statement": [statement]}}
        (permission,) = of_role(
            Policy=("AWS::IAM::Policy", policy),
            Data=("AWS::S3::Bucket", {"BucketName": "shop-data"}),
            Items=("AWS::DynamoDB::Table", {"TableName": "items"}),
        )
        return [one.logical_id for one in permission.resources]

    assert reached("arn:aws:s3:::shop-data/*") == ["Data"]
    assert reached("arn:aws:s3:::shop-data") == ["Data"]
    assert reached("arn:aws:dynamodb:us-east-1:111111111111:table/items") == ["Items"]
    assert reached("arn:aws:s3:::shop-data-too/*") == []
    assert reached("arn:aws:sqs:us-east-1:111111111111:items") == []
    assert reached("*") == []


def test_sam_makes_a_role_of_a_functions_policies() -> None:
    def allowed(*policies: Any) -> list[tuple[list[str], bool]]:
        function = ("AWS::Serverless::Function", {"Policies": list(policies)})
        system = graph(
            {"Handler": function, "Data": ("AWS::S3::Bucket", {})}, Transform="AWS::Serverless-2016-10-31"
        )
        handler = next(one for one in system.resources.values() if one.address.logical_id == "Handler")
        found = permissions_of(system, handler)
        return [([one.logical_id for one in each.resources], each.allows("s3:putobject")) for each in found]

    assert allowed({"S3CrudPolicy": {"BucketName": {"Ref": "Data"}}}) == [(["Data"], True)]
    assert allowed({"S3ReadPolicy": {"BucketName": {"Ref": "Data"}}}) == [(["Data"], False)]
    assert allowed({"Statement": [READ]}) == [(["Data"], False)]
    assert allowed("AWSLambdaBasicExecutionRole") == []


def test_a_template_of_sam_may_name_a_resource_by_the_same_parameter() -> None:
    system = graph(
        {
            "Handler": (
                "AWS::Serverless::Function",
                {"Policies": [{"S3CrudPolicy": {"BucketName": {"Ref": "Name"}}}]},
            ),
            "Data": ("AWS::S3::Bucket", {"BucketName": {"Ref": "Name"}}),
            "Other": ("AWS::S3::Bucket", {"BucketName": "other"}),
        },
        Parameters={"Name": {"Type": "String"}},
    )
    handler = next(one for one in system.resources.values() if one.address.logical_id == "Handler")
    (permission,) = permissions_of(system, handler)
    assert [one.logical_id for one in permission.resources] == ["Data"]


def test_sam_makes_no_role_of_policies_where_one_is_given() -> None:
    policies = [{"S3ReadPolicy": {"BucketName": {"Ref": "Data"}}}]
    resources = {"Data": ("AWS::S3::Bucket", {})}
    own = graph({**resources, "Code": ("AWS::Serverless::Function", {"Policies": policies})})
    given = {"Policies": policies, "Role": "arn:aws:iam::111111111111:role/code"}
    foreign = graph({**resources, "Code": ("AWS::Serverless::Function", given)})
    machine = graph({**resources, "Code": ("AWS::Serverless::StateMachine", {"Policies": policies})})
    for system, names in ((own, ["Data"]), (foreign, []), (machine, ["Data"])):
        (code,) = (one for one in system.resources.values() if one.address.logical_id == "Code")
        found = [address for one in permissions_of(system, code) for address in one.resources]
        assert [address.logical_id for address in found] == names
