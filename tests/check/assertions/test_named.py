from check.asserting import answer, shown, verdict

GIVEN = {"pattern": "^shop-"}


def test_names_follow_the_pattern() -> None:
    assert verdict("named", GIVEN, {"Queue": ("AWS::SQS::Queue", {"QueueName": "shop-orders"})}) == "PASS"
    row = answer("named", GIVEN, {"Queue": ("AWS::SQS::Queue", {"QueueName": "orders"})})
    assert (row.verdict, shown(row)) == ("FAIL", ["Queue"])
    assert "'orders'" in row.says


def test_a_part_may_be_filled_in_by_the_deployment() -> None:
    assert verdict(
        "named", GIVEN, {"Q": ("AWS::SQS::Queue", {"QueueName": {"Fn::Sub": "shop-${AWS::Region}"}})}
    ) == ("PASS")


def test_names_that_aws_makes_may_be_left_out_or_not() -> None:
    queue = {"Queue": ("AWS::SQS::Queue", {})}
    assert verdict("named", GIVEN, queue) == "NOT-APPLICABLE"
    assert verdict("named", {**GIVEN, "skip_absent": False}, queue) == "FAIL"


def test_the_tag_name_names_what_has_no_name() -> None:
    vpc = {"Vpc": ("AWS::EC2::VPC", {"Tags": [{"Key": "Name", "Value": "shop-network"}]})}
    assert verdict("named", {**GIVEN, "types": ["AWS::EC2::VPC"]}, vpc) == "PASS"
