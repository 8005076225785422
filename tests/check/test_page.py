from check.samples import RULE
from stratiform.check.page import page


def test_a_page_has_everything_that_a_rule_says() -> None:
    told = page("sqs-no-key", RULE)
    assert told.startswith("# sqs-no-key\n")
    for text in (RULE.title, RULE.why, RULE.fix, "security, high", "AWS::SQS::Queue", RULE.source):
        assert text in told
    assert "cdk-nag AwsSolutions-SQS2; Checkov CKV_AWS_27; cfn_nag W48" in told


def test_a_page_may_stand_below_a_heading() -> None:
    assert page("sqs-no-key", RULE, level=3).startswith("### sqs-no-key\n")
