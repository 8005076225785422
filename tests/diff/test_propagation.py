"""What is computed from a replaced resource may be replaced as well."""

from __future__ import annotations

from diff.templates import resource, the
from stratiform.diff import Effect, Kind


def network(cidr):
    """A database in the subnet group of a subnet of a VPC."""
    return {
        "Vpc": resource("EC2::VPC", CidrBlock=cidr),
        "Subnet": resource("EC2::Subnet", VpcId={"Ref": "Vpc"}, CidrBlock="10.0.0.0/24"),
        "Topic": resource("SNS::Topic", DisplayName={"Ref": "Vpc"}),
        "Group": resource("RDS::DBSubnetGroup", DBSubnetGroupName={"Ref": "Subnet"}, SubnetIds=[]),
        "Db": resource("RDS::DBInstance", DBSubnetGroupName={"Ref": "Group"}),
    }


def test_replacement_goes_from_resource_to_resource(compare):
    changes = compare(network("10.0.0.0/16"), network("10.1.0.0/16"))
    assert {one.address.logical_id: one.effect for one in changes.resources} == {
        "Vpc": Effect.REPLACES,
        "Subnet": Effect.MAY_REPLACE,
        "Group": Effect.MAY_REPLACE,
        "Db": Effect.MAY_DESTROY_DATA,
    }
    place = the(changes, "Db").properties[0]
    assert (place.path, place.because.logical_id) == ("Properties.DBSubnetGroupName", "Group")
    assert [one.logical_id for one in changes.template.modified] == ["Vpc"]


def test_an_update_in_place_replaces_nothing_else(compare):
    def topic(name):
        return {
            "Topic": resource("SNS::Topic", DisplayName=name),
            "Sub": resource("SNS::Subscription", TopicArn={"Ref": "Topic"}, Protocol="sqs"),
        }

    assert [one.address.logical_id for one in compare(topic("a"), topic("b")).resources] == ["Topic"]


def test_a_moved_resource_that_must_be_replaced_says_so(compare):
    def stack(cidr, scope):
        found = network(cidr)
        found["Subnet"]["Metadata"] = {"aws:cdk:path": f"Shop/{scope}/Subnet"}
        return found

    subnet = the(compare(stack("10.0.0.0/16", "Old"), stack("10.1.0.0/16", "New")), "Subnet")
    assert (subnet.kind, subnet.effect) == (Kind.CHANGED, Effect.MAY_REPLACE)
