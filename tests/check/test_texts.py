from typing import Any

import pytest

from stratiform.check.texts import written


@pytest.mark.parametrize(
    ("found", "text"),
    [
        ("arn", "arn"),
        ({"Fn::Join": ["", ["arn:", {"Ref": "AWS::Partition"}, ":s3"]]}, "arn:${...}:s3"),
        ({"Fn::Join": ["/", ["a", "b"]]}, "a/b"),
        ({"Fn::Sub": "${Bucket.Arn}/*"}, "${Bucket.Arn}/*"),
        ({"Fn::Sub": ["${A}/*", {"A": {"Ref": "B"}}]}, "${A}/*"),
        ({"Fn::Join": ["", {"Ref": "Parts"}]}, None),
        ({"Fn::Sub": []}, None),
        ({"Fn::GetAtt": ["Bucket", "Arn"]}, None),
        ({"Ref": "Text"}, None),
        ({"a": 1, "b": 2}, None),
        (None, None),
    ],
)
def test_a_text_is_known_as_far_as_it_is_written(found: Any, text: str | None) -> None:
    assert written(found) == text
