from typing import Any

import pytest

from stratiform.assembly.policies import Statement
from stratiform.check.bound import is_bound


@pytest.mark.parametrize(
    ("condition", "bound"),
    [
        (None, False),
        ({"Ref": "Condition"}, True),
        ({"StringEquals": {"AWS:SourceAccount": "111122223333"}}, True),
        ({"ArnLike": {"aws:SourceArn": ["arn:aws:s3:::bucket"]}}, True),
        ({"IpAddress": {"aws:SourceIp": ["10.0.0.0/8", "0.0.0.0/0"]}}, False),
        ({"StringLike": {"aws:PrincipalArn": "*"}}, False),
        ({"StringNotEquals": {"aws:SourceAccount": "111122223333"}}, False),
        ({"Bool": {"aws:SecureTransport": "true"}}, False),
    ],
)
def test_a_condition_binds_by_what_a_caller_cannot_choose(condition: Any, bound: bool) -> None:
    assert is_bound(Statement("P", {"Condition": condition})) is bound
