from check.asserting import answer, verdict

TYPE = "AWS::Some::Thing"
BOTH = {"types": [TYPE], "paths": ["A", "B"]}


def test_all_properties_must_be_given() -> None:
    assert verdict("property_set", BOTH, {"Thing": (TYPE, {"A": 1, "B": {"Ref": "AWS::Region"}})}) == "PASS"
    row = answer("property_set", BOTH, {"Thing": (TYPE, {"A": 1, "B": ""})})
    assert (row.verdict, row.says) == ("FAIL", "Thing has no B.")


def test_one_may_be_enough() -> None:
    assert verdict("property_set", {**BOTH, "any": True}, {"Thing": (TYPE, {"A": 1})}) == "PASS"
    row = answer("property_set", {**BOTH, "any": True}, {"Thing": (TYPE, {})})
    assert row.says == "Thing has no A nor B."
