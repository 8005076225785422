"""One good system meets all fifteen constraints; each small edit of it breaks the one it should."""

import copy
from collections.abc import Callable
from typing import Any

import pytest
from botocore import session

from graphs import graph
from networks import NETWORK, group, subnet
from stratiform.check.matrix import evaluate, load

ARN = {"Fn::GetAtt": ["Handler", "Arn"]}
TLS = {
    "Effect": "Deny",
    "Principal": "*",
    "Action": "*",
    "Resource": "*",
    "Condition": {"Bool": {"aws:SecureTransport": "false"}},
}
READ = {"Effect": "Allow", "Action": ["dynamodb:GetItem"], "Resource": [{"Fn::GetAtt": ["Items", "Arn"]}]}
TRUST = {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
ALARM = {
    "AlarmName": "shop-dev-errors",
    "MetricName": "Errors",
    "Namespace": "AWS/Lambda",
    "Dimensions": [{"Name": "FunctionName", "Value": {"Ref": "Handler"}}],
    "Threshold": 5,
    "Period": 300,
    "EvaluationPeriods": 1,
    "Statistic": "Sum",
    "ComparisonOperator": "GreaterThanOrEqualToThreshold",
}
HANDLER = {
    "FunctionName": "shop-dev-items",
    "Runtime": "python3.14",
    "Role": {"Fn::GetAtt": ["Role", "Arn"]},
    "LoggingConfig": {"LogGroup": {"Ref": "Logs"}},
    "TracingConfig": {"Mode": "Active"},
    "Environment": {
        "Variables": {
            "LOG_LEVEL": "INFO",
            "DEBUG_ENABLED": "false",
            "SETTING": "{{resolve:ssm-secure:/shop/setting}}",
        }
    },
    "VpcConfig": {
        "SubnetIds": [{"Ref": "Isolated"}, {"Ref": "IsolatedB"}],
        "SecurityGroupIds": [{"Fn::GetAtt": ["Door", "GroupId"]}],
    },
}


def good() -> dict[str, Any]:
    found: dict[str, Any] = {
        **NETWORK,
        **subnet("PublicB", zone="us-east-1b", way="internet"),
        "Door": group(),
        "Items": ("AWS::DynamoDB::Table", {"TableName": "shop-dev-items", "BillingMode": "PAY_PER_REQUEST"}),
        "Role": ("AWS::IAM::Role", {"AssumeRolePolicyDocument": {"Statement": [TRUST]}}),
        "Policy": ("AWS::IAM::Policy", {"Roles": [{"Ref": "Role"}], "PolicyDocument": {"Statement": [READ]}}),
        "Logs": ("AWS::Logs::LogGroup", {"RetentionInDays": 30}),
        "Handler": ("AWS::Lambda::Function", HANDLER),
        "Errors": ("AWS::CloudWatch::Alarm", ALARM),
        "Data": ("AWS::S3::Bucket", {"BucketName": "shop-dev-data"}),
        "Tls": ("AWS::S3::BucketPolicy", {"Bucket": {"Ref": "Data"}, "PolicyDocument": {"Statement": [TLS]}}),
        "Api": ("AWS::ApiGateway::RestApi", {"Name": "shop-dev-api"}),
        "Stage": ("AWS::ApiGateway::Stage", {"RestApiId": {"Ref": "Api"}, "TracingEnabled": True}),
    }
    for verb in ("GET", "POST", "PUT", "DELETE"):
        method = {"RestApiId": {"Ref": "Api"}, "HttpMethod": verb, "Integration": {"Type": "AWS_PROXY"}}
        found[f"{verb.title()}Item"] = ("AWS::ApiGateway::Method", method)
    return copy.deepcopy(found)


def answers(resources: dict[str, Any]) -> dict[str, str]:
    return {row.id: row.verdict for row in evaluate(load("serverless-15"), graph(resources)).rows}


def test_a_good_system_meets_all_fifteen() -> None:
    found = answers(good())
    assert len(found) == 15
    assert set(found.values()) == {"PASS"}, found


Edit = Callable[[dict[str, Any]], Any]


def put(name: str, *path: Any) -> Edit:
    """Sets the property at all but the last of ``path`` to the last."""

    def edit(system: dict[str, Any]) -> None:
        place = system[name][1]
        *parents, key, wanted = path
        for parent in parents:
            place = place[parent]
        place[key] = wanted

    return edit


EDITS: list[tuple[str, Edit]] = [
    ("latest-runtime", put("Handler", "Runtime", "python3.9")),
    ("log-retention", put("Logs", "RetentionInDays", 14)),
    ("log-retention", put("Logs", "RetentionInDays", None)),
    ("log-retention", put("Handler", "LoggingConfig", None)),
    ("least-privilege", put("Policy", "PolicyDocument", "Statement", 0, "Action", "*")),
    ("least-privilege", put("Role", "ManagedPolicyArns", ["arn:aws:iam::aws:policy/AdministratorAccess"])),
    ("log-level", put("Handler", "Environment", "Variables", "DEBUG_ENABLED", None)),
    ("log-level", put("Handler", "Environment", "Variables", "LOG_LEVEL", None)),
    ("https-only-buckets", put("Tls", "PolicyDocument", "Statement", 0, "Effect", "Allow")),
    ("proxied-methods", put("PutItem", "HttpMethod", "PATCH")),
    ("proxied-methods", put("GetItem", "Integration", "Type", "AWS")),
    ("active-tracing", put("Handler", "TracingConfig", "Mode", "PassThrough")),
    ("active-tracing", put("Stage", "TracingEnabled", False)),
    ("on-demand-tables", put("Items", "BillingMode", "PROVISIONED")),
    ("on-demand-tables", put("Items", "BillingMode", None)),
    ("error-alarm", put("Errors", "Threshold", 6)),
    ("error-alarm", put("Errors", "Period", 60)),
    ("naming", put("Handler", "FunctionName", "Items")),
    ("network", put("PublicBRoute", "DestinationCidrBlock", "10.9.0.0/16")),
    ("network", put("IsolatedB", "AvailabilityZone", "us-east-1a")),
    ("private-functions", put("Handler", "VpcConfig", "SubnetIds", [{"Ref": "Public"}])),
    ("private-functions", put("Handler", "VpcConfig", "SecurityGroupIds", [])),
    ("private-functions", put("Handler", "VpcConfig", None)),
    ("secure-transport", put("Tls", "PolicyDocument", "Statement", 0, "Condition", {})),
]


@pytest.mark.parametrize(("broken", "edit"), EDITS)
def test_each_edit_breaks_its_constraint(broken: str, edit: Edit) -> None:
    system = good()
    edit(system)
    found = answers(system)
    assert found[broken] == "FAIL"
    # A bucket policy that lets plain HTTP in breaks the two that ask for it.
    related = {"https-only-buckets", "secure-transport"}
    assert {id_ for id_, verdict in found.items() if verdict == "FAIL"} <= {broken, *related}


def test_plain_parameters_and_unencrypted_data_break_theirs() -> None:
    plain = ("AWS::SSM::Parameter", {"Type": "String", "Value": "on"})
    assert answers({**good(), "Setting": plain})["secure-parameters"] == "FAIL"
    disk = ("AWS::EFS::FileSystem", {"Encrypted": False})
    assert answers({**good(), "Files": disk})["encryption-at-rest"] == "FAIL"


def test_the_naming_pattern_is_a_parameter() -> None:
    rows = evaluate(load("serverless-15", {"naming": "^store-"}), graph(good())).rows
    assert {row.id for row in rows if row.verdict == "FAIL"} == {"naming"}


def test_what_is_not_there_does_not_apply() -> None:
    found = answers({"Topic": ("AWS::SNS::Topic", {"KmsMasterKeyId": "alias/aws/sns"})})
    assert found["latest-runtime"] == found["network"] == found["https-only-buckets"] == "NOT-APPLICABLE"


def test_every_latest_runtime_is_one_that_lambda_has() -> None:
    known = session.get_session().get_service_model("lambda").shape_for("Runtime").enum
    (bound,) = next(one for one in load("serverless-15").constraints if one.id == "latest-runtime").bound
    assert set(bound.given["values"]) <= {*known}
