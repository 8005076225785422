"""Access that widens, and that narrows."""

from __future__ import annotations

import pytest

from diff.templates import resource, told
from stratiform.diff import Topic


def statement(action="s3:GetObject", target="arn:aws:s3:::a/*", effect="Allow", **more):
    return {"Effect": effect, "Action": action, "Resource": target, **more}


def document(*statements):
    return {"Version": "2012-10-17", "Statement": list(statements)}


def role(*statements, trust="lambda.amazonaws.com", **more):
    made = document({"Effect": "Allow", "Principal": {"Service": trust}, "Action": "sts:AssumeRole"})
    policies = [{"PolicyName": "p", "PolicyDocument": document(*statements)}] if statements else []
    return resource("IAM::Role", AssumeRolePolicyDocument=made, Policies=policies, **more)


def bucket_policy(*statements):
    return resource("S3::BucketPolicy", Bucket="b", PolicyDocument=document(*statements))


def widened(compare, before, after):
    return told(compare({"Role": before}, {"Role": after}))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (statement(["s3:GetObject", "s3:PutObject"]), statement(["S3:putobject", "s3:GETOBJECT"])),
        (statement("s3:GetObject"), statement(["s3:GetObject"])),
        (statement("s3:*"), statement("s3:GetObject")),
        (statement("s3:Get*"), statement("s3:GetObject")),
        (statement(target="*"), statement(target="arn:aws:s3:::a/*")),
        (statement(), statement(Sid="named")),
        (statement(), statement(Condition={"Bool": {"aws:SecureTransport": "true"}})),
    ],
)
def test_what_was_allowed_before_is_nothing_new(compare, before, after):
    assert widened(compare, role(before), role(after)) == []


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        (
            statement(),
            statement(["s3:GetObject", "s3:PutObject"]),
            "it may now s3:PutObject on arn:aws:s3:::a/*",
        ),
        (statement(), statement("s3:*"), "it may now s3:* on arn:aws:s3:::a/*"),
        (statement(), statement(target="*"), "it may now s3:GetObject on *"),
        (
            statement(),
            {"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"},
            "it may now everything but iam:* on *",
        ),
        (
            statement(Condition={"StringEquals": {"aws:SourceVpc": "v"}}),
            statement(),
            "it may s3:GetObject on arn:aws:s3:::a/* without the condition StringEquals aws:SourceVpc v",
        ),
    ],
)
def test_what_was_not_allowed_before_is_told(compare, before, after, says):
    assert widened(compare, role(before), role(after)) == [f"Role: {says}"]


def test_narrowing_is_told_and_is_no_danger(compare):
    changes = compare({"Role": role(statement("s3:*"))}, {"Role": role(statement("s3:GetObject"))})
    assert told(changes) == []
    assert told(changes, widens=False) == ["Role: it may no longer s3:* on arn:aws:s3:::a/*"]


def test_a_denial_that_goes_is_wider_and_a_new_one_is_not(compare):
    with_, without = role(statement(), statement(effect="Deny", target="*")), role(statement())
    assert widened(compare, with_, without) == ["Role: it is no longer denied s3:GetObject on *"]
    assert widened(compare, without, with_) == []


def test_a_policy_that_moves_into_the_role_changes_nothing(compare):
    policy = resource(
        "IAM::Policy", PolicyName="p", Roles=[{"Ref": "Role"}], PolicyDocument=document(statement())
    )
    before = {"Role": role(), "Policy": policy}
    assert told(compare(before, {"Role": role(statement())})) == []


def test_a_policy_of_its_own_widens_the_role_it_is_attached_to(compare):
    policy = resource(
        "IAM::Policy", PolicyName="p", Roles=[{"Ref": "Role"}], PolicyDocument=document(statement())
    )
    found = told(compare({"Role": role()}, {"Role": role(), "Policy": policy}))
    assert found == ["Role: it may now s3:GetObject on arn:aws:s3:::a/*"]


def test_managed_policies_and_boundaries_count(compare):
    admin = "arn:aws:iam::aws:policy/AdministratorAccess"
    bound, free = role(PermissionsBoundary="arn:b"), role(ManagedPolicyArns=[admin])
    assert widened(compare, bound, free) == [
        f"Role: it may now do what {admin} allows",
        "Role: its permissions boundary arn:b is removed",
    ]
    assert widened(compare, role(), role(PermissionsBoundary="arn:b")) == []


def test_a_new_principal_of_a_role_is_told(compare):
    before, after = role(), role(trust="ec2.amazonaws.com")
    assert widened(compare, before, after) == ["Role: ec2.amazonaws.com may now sts:AssumeRole on *"]


def test_a_new_role_is_told_by_what_it_may_do_and_not_by_its_service(compare):
    other = {"Topic": resource("SNS::Topic")}
    assert told(compare(other, other | {"Role": role(statement())})) == [
        "Role: it may now s3:GetObject on arn:aws:s3:::a/*"
    ]
    foreign = role()
    foreign["Properties"]["AssumeRolePolicyDocument"]["Statement"][0]["Principal"] = {"AWS": "999999999999"}
    assert told(compare(other, other | {"Role": foreign})) == [
        "Role: 999999999999 may now sts:AssumeRole on *"
    ]


def test_a_new_resource_that_opens_itself_to_its_own_account_is_not_told(compare):
    other = {"Topic": resource("SNS::Topic")}
    inside = statement(Principal={"AWS": {"Fn::Sub": "arn:aws:iam::${AWS::AccountId}:root"}})
    service = statement(Principal={"Service": "logging.s3.amazonaws.com"})
    assert told(compare(other, other | {"P": bucket_policy(inside, service)})) == []
    assert len(told(compare(other, other | {"P": bucket_policy(statement(Principal="*"))}))) == 1


def test_a_public_statement_of_a_resource_policy_is_told(compare):
    mine = statement(Principal={"AWS": "111111111111"})
    found = compare({"P": bucket_policy(mine)}, {"P": bucket_policy(mine, statement(Principal="*"))})
    assert told(found) == ["P: everybody may now s3:GetObject on arn:aws:s3:::a/*"]
    assert found.concerns[0].topic is Topic.ACCESS


def test_a_permission_of_a_function_belongs_to_the_function(compare):
    function = {"F": resource("Lambda::Function", Timeout=1)}
    allowed = resource(
        "Lambda::Permission",
        FunctionName={"Ref": "F"},
        Action="lambda:InvokeFunction",
        Principal="s3.amazonaws.com",
    )
    assert told(compare(function, function | {"P": allowed})) == [
        "F: s3.amazonaws.com may now lambda:InvokeFunction on the function"
    ]


def test_a_policy_written_as_text_is_read(compare):
    import json

    def group(*statements):
        return resource(
            "Logs::ResourcePolicy", PolicyName="p", PolicyDocument=json.dumps(document(*statements))
        )

    es = statement("logs:*", "*", Principal={"Service": "es.amazonaws.com"})
    es2 = statement("logs:*", "*", Principal={"Service": "other.amazonaws.com"})
    assert told(compare({"P": group(es)}, {"P": group(es, es2)})) == [
        "P: other.amazonaws.com may now logs:* on *"
    ]


def test_references_are_told_by_construct_path_and_survive_renames(compare):
    def stack(name, *actions):
        table = resource("DynamoDB::Table", TableName="orders", BillingMode="PAY_PER_REQUEST")
        table["Metadata"] = {"aws:cdk:path": f"Shop/{name}/Resource"}
        return {name: table, "Role": role(statement([*actions], {"Fn::GetAtt": [name, "Arn"]}))}

    found = compare(stack("Old", "dynamodb:GetItem"), stack("New", "dynamodb:GetItem", "dynamodb:PutItem"))
    assert told(found) == ["Role: it may now dynamodb:PutItem on Shop/New/Resource"]
