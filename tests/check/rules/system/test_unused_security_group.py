from check.evidence import proof, subjects
from networks import NETWORK, group, opening

RULE = "system-unused-security-group"


def test_rules_alone_do_not_use_a_group() -> None:
    rule = {"GroupId": {"Ref": "Door"}, **opening(443, cidr="10.0.0.0/8")}
    resources = {**NETWORK, "Door": group(), "Rule": ("AWS::EC2::SecurityGroupIngress", rule)}
    assert proof(RULE, resources) == {"Door": ["Rule"]}


def test_what_has_it_or_an_output_uses_it() -> None:
    instance = ("AWS::EC2::Instance", {"SecurityGroupIds": [{"Ref": "Door"}]})
    assert not proof(RULE, {**NETWORK, "Door": group(), "Host": instance})
    rule = ("AWS::EC2::SecurityGroupIngress", {"GroupId": {"Ref": "Door"}, **opening(443, cidr="10.0.0.0/8")})
    assert not proof(RULE, {**NETWORK, "Door": group(), "Rule": rule, "Host": instance})
    outputs = {"Outputs": {"DoorId": {"Value": {"Fn::GetAtt": ["Door", "GroupId"]}}}}
    assert not proof(RULE, {**NETWORK, "Door": group()}, **outputs)


def test_what_language_extensions_will_write_is_not_known() -> None:
    assert subjects(RULE, {**NETWORK, "Door": group()}, Transform="AWS::LanguageExtensions") == []
