"""Rules of security groups for the tests of rules about ports."""

from __future__ import annotations

GROUP, INGRESS = "AWS::EC2::SecurityGroup", "AWS::EC2::SecurityGroupIngress"


def opening(first: object, last: object, protocol: object = "tcp", **source: str) -> dict[str, object]:
    """One rule: for every address of IPv4, unless ``source`` says for whom."""
    return {"IpProtocol": protocol, "FromPort": first, "ToPort": last, **(source or {"CidrIp": "0.0.0.0/0"})}


def group(*rules: object) -> dict[str, object]:
    """The properties of a group that these rules open."""
    return {"GroupDescription": "subject", "SecurityGroupIngress": list(rules)}
