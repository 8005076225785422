from check.asserting import answer, verdict

GIVEN = {"types": ["AWS::SQS::Queue"], "keys": ["Owner", "CostCenter"]}


def test_every_tag_must_be_there() -> None:
    tags = [{"Key": "Owner", "Value": "me"}, {"Key": "CostCenter", "Value": "1"}]
    assert verdict("tagged", GIVEN, {"Queue": ("AWS::SQS::Queue", {"Tags": tags})}) == "PASS"
    row = answer("tagged", GIVEN, {"Queue": ("AWS::SQS::Queue", {"Tags": tags[:1]})})
    assert (row.verdict, row.says) == ("FAIL", "Queue has no tag CostCenter.")
