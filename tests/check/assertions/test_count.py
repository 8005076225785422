from check.asserting import answer, verdict

QUEUE = ("AWS::SQS::Queue", {})
GIVEN = {"types": ["AWS::SQS::Queue"]}


def test_there_must_be_one() -> None:
    assert verdict("count", GIVEN, {"Queue": QUEUE}) == "PASS"
    row = answer("count", GIVEN, {"Topic": ("AWS::SNS::Topic", {})})
    assert (row.verdict, row.says) == ("FAIL", "There are 0 AWS::SQS::Queue; there must be at least 1.")


def test_there_may_be_too_many() -> None:
    assert verdict("count", {**GIVEN, "most": 1}, {"One": QUEUE, "Two": QUEUE}) == "FAIL"


def test_it_may_be_about_systems_of_a_kind_only() -> None:
    given = {**GIVEN, "when": ["AWS::Lambda::Function"]}
    assert verdict("count", given, {"Topic": ("AWS::SNS::Topic", {})}) == "NOT-APPLICABLE"
    assert verdict("count", given, {"Handler": ("AWS::Lambda::Function", {})}) == "FAIL"
