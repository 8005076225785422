from typing import Any

import pytest

from stratiform.assembly.graph import Address, Resource
from stratiform.check.origins import buckets, is_website

REGIONAL = {"Fn::GetAtt": ["Bucket", "RegionalDomainName"]}
WEBSITE = {"Fn::Select": [2, {"Fn::Split": ["/", {"Fn::GetAtt": ["Bucket", "WebsiteURL"]}]}]}


@pytest.mark.parametrize(
    ("origin", "bucket"),
    [
        ({"DomainName": "anything.example", "S3OriginConfig": {}}, True),
        ({"DomainName": "bucket.s3.amazonaws.com"}, True),
        ({"DomainName": "bucket.s3.eu-west-1.amazonaws.com"}, True),
        ({"DomainName": REGIONAL}, True),
        ({"DomainName": "bucket.s3-website-eu-west-1.amazonaws.com"}, False),
        ({"DomainName": "bucket.s3.amazonaws.com", "CustomOriginConfig": {}}, False),
        ({"DomainName": "server.example"}, False),
        ({"Ref": "Origin"}, False),
    ],
)
def test_buckets_are_told_from_servers(origin: dict[str, Any], bucket: bool) -> None:
    properties = {"DistributionConfig": {"Origins": [origin]}}
    front = Resource(Address("Stack", "Front"), "AWS::CloudFront::Distribution", "Front", properties)
    assert bool(list(buckets(front))) is bucket


def test_websites_of_buckets_are_known_by_their_endpoint() -> None:
    endpoint = {"DomainName": "bucket.s3-website-eu-west-1.amazonaws.com"}
    assert is_website(endpoint)
    assert is_website({"DomainName": WEBSITE})
    assert not is_website({"DomainName": REGIONAL})
