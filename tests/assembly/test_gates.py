from graphs import address, graph
from networks import NETWORK, group, opening
from stratiform.assembly.gates import egress, ingress


def test_rules_inside_a_group_and_beside_it_are_its_gates() -> None:
    beside = {"GroupId": {"Fn::GetAtt": ["Door", "GroupId"]}, **opening(22, peer="Other")}
    resources = {
        **NETWORK,
        "Door": group(opening(443, cidr="0.0.0.0/0")),
        "Other": group(),
        "Rule": ("AWS::EC2::SecurityGroupIngress", beside),
    }
    system = graph(resources)
    inner, outer = ingress(system)[address(system, "Door")]
    assert (inner.cidr, inner.peer, inner.steps) == ("0.0.0.0/0", None, (address(system, "Door"),))
    assert outer.peer == address(system, "Other")
    assert outer.steps == (address(system, "Rule"), address(system, "Door"))
    assert inner.has(443)
    assert not inner.has(22)
    assert inner.has(None)


def test_a_port_that_is_not_known_may_be_any() -> None:
    rule = {
        "IpProtocol": "tcp",
        "FromPort": {"Ref": "Port"},
        "ToPort": {"Ref": "Port"},
        "CidrIp": "10.0.0.0/8",
    }
    system = graph({**NETWORK, "Door": group(rule)}, Parameters={"Port": {"Type": "Number"}})
    (gate,) = ingress(system)[address(system, "Door")]
    assert gate.has(5432)


def test_udp_lets_no_database_connection_in() -> None:
    system = graph({**NETWORK, "Door": group({**opening(5432, cidr="0.0.0.0/0"), "IpProtocol": "udp"})})
    (gate,) = ingress(system)[address(system, "Door")]
    assert not gate.has(5432)
    assert not gate.has(None)


def test_the_whole_network_may_be_let_in() -> None:
    whole = {"IpProtocol": "-1", "CidrIp": {"Fn::GetAtt": ["Vpc", "CidrBlock"]}}
    system = graph({**NETWORK, "Door": group(whole)})
    (gate,) = ingress(system)[address(system, "Door")]
    assert gate.network == address(system, "Vpc")


def test_a_group_without_a_rule_lets_everything_out_and_the_first_rule_ends_that() -> None:
    beside = {"GroupId": {"Ref": "Door"}, **opening(443, cidr="10.0.0.0/8")}
    system = graph(
        {
            **NETWORK,
            "Door": group(),
            "Open": group(SecurityGroupEgress=[]),
            "Rule": ("AWS::EC2::SecurityGroupEgress", beside),
        }
    )
    assert [gate.cidr for gate in egress(system)[address(system, "Open")]] == ["0.0.0.0/0"]
    assert [gate.cidr for gate in egress(system)[address(system, "Door")]] == ["10.0.0.0/8"]


def test_a_rule_of_a_group_outside_stands_under_its_own_address() -> None:
    system = graph({"Rule": ("AWS::EC2::SecurityGroupIngress", {"GroupId": "sg-1", **opening(22)})})
    (gate,) = ingress(system)[address(system, "Rule")]
    assert gate.rule.ports == (22, 22)
