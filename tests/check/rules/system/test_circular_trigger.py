from typing import Any

from check.evidence import proof

RULE = "system-circular-trigger"
ROLE = {"Role": {"Fn::GetAtt": ["Role", "Arn"]}}


def writer(action: str, resource: Any) -> dict[str, Any]:
    """The role, and its policy beside it: CloudFormation refuses a circle of references."""
    document = {"Statement": [{"Effect": "Allow", "Action": action, "Resource": resource}]}
    policy = {"Roles": [{"Ref": "Role"}], "PolicyDocument": document}
    return {"Role": ("AWS::IAM::Role", {}), "Policy": ("AWS::IAM::Policy", policy)}


def bucket(action: str = "s3:PutObject", writes: str = "Photos", **filtered: Any) -> dict[str, Any]:
    notice = {"Event": "s3:ObjectCreated:*", "Function": {"Fn::GetAtt": ["Resize", "Arn"]}, **filtered}
    return {
        "Photos": ("AWS::S3::Bucket", {"NotificationConfiguration": {"LambdaConfigurations": [notice]}}),
        "Thumbnails": ("AWS::S3::Bucket", {}),
        "Resize": ("AWS::Lambda::Function", ROLE),
        **writer(action, {"Fn::Sub": f"${{{writes}.Arn}}/*"}),
    }


def test_a_function_must_not_write_into_the_bucket_that_starts_it() -> None:
    assert proof(RULE, bucket()) == {"Resize": ["Photos"]}
    assert proof(RULE, bucket("s3:Put*"))
    assert not proof(RULE, bucket(writes="Thumbnails"))
    assert not proof(RULE, bucket("s3:GetObject"))


def test_a_filter_may_keep_its_own_writes_out() -> None:
    rules = {"S3Key": {"Rules": [{"Name": "prefix", "Value": "in/"}]}}
    assert not proof(RULE, bucket(Filter=rules))


def test_the_cdks_own_notifications_count() -> None:
    notice = {"Events": ["s3:ObjectCreated:*"], "LambdaFunctionArn": {"Fn::GetAtt": ["Resize", "Arn"]}}
    configuration = {"LambdaFunctionConfigurations": [notice]}
    custom = {
        "BucketName": {"Ref": "Photos"},
        "NotificationConfiguration": configuration,
        "ServiceToken": "x",
    }
    resources = {
        **bucket(),
        "Photos": ("AWS::S3::Bucket", {}),
        "Notice": ("Custom::S3BucketNotifications", custom),
    }
    assert proof(RULE, resources) == {"Resize": ["Photos"]}


def test_a_circle_may_be_long() -> None:
    mapping = {"EventSourceArn": {"Fn::GetAtt": ["Work", "Arn"]}, "FunctionName": {"Ref": "Handler"}}
    subscription = {
        "TopicArn": {"Ref": "News"},
        "Protocol": "sqs",
        "Endpoint": {"Fn::GetAtt": ["Work", "Arn"]},
    }
    resources = {
        "News": ("AWS::SNS::Topic", {}),
        "Work": ("AWS::SQS::Queue", {}),
        "Subscription": ("AWS::SNS::Subscription", subscription),
        "Mapping": ("AWS::Lambda::EventSourceMapping", mapping),
        "Handler": ("AWS::Lambda::Function", ROLE),
        **writer("sns:Publish", {"Ref": "News"}),
    }
    assert proof(RULE, resources) == {"Handler": ["News", "Work"]}
