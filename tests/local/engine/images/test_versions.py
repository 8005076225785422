"""Which Python or Node an image asks for."""

from __future__ import annotations

import sys

import pytest

from stratiform.local.engine.images import name, node, python

OURS = f"{sys.version_info[0]}.{sys.version_info[1]}"


@pytest.mark.parametrize(
    ("image", "version"),
    [
        ("python:3.12-slim", "3.12"),
        ("python:3.12.4", "3.12"),
        ("public.ecr.aws/docker/library/python:3.13-alpine", "3.13"),
        ("ghcr.io/astral-sh/uv:python3.12-bookworm-slim", "3.12"),
        ("python", OURS),
        ("python:slim", OURS),
        ("node:22", None),
        ("public.ecr.aws/lambda/python:3.12", "3.12"),
        ("amazon/aws-lambda-python:3.13", "3.13"),
        ("public.ecr.aws/lambda/nodejs:22", None),
        ("public.ecr.aws/lambda/java:21", None),
        ("debian:12", None),
    ],
)
def test_the_python_of_an_image(image, version):
    assert python.version(image) == version


@pytest.mark.parametrize(
    ("image", "version"),
    [
        ("node:22-alpine", "22"),
        ("docker.io/library/node:20", "20"),
        ("node", ""),
        ("node:lts", ""),
        ("public.ecr.aws/lambda/nodejs:22", "22"),
        ("public.ecr.aws/lambda/python:3.12", None),
        ("x", None),
    ],
)
def test_the_node_of_an_image(image, version):
    assert node.version(image) == version


def test_another_node_is_told():
    assert node.notes(f"node:{node.bundled().split('.')[0]}") == ()
    assert "in place of 18" in node.notes("node:18")[0]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("nginx", ("nginx", "latest", None)),
        ("docker.io/library/nginx:1.27", ("nginx", "1.27", None)),
        ("public.ecr.aws/docker/library/redis:7", ("redis", "7", None)),
        ("localhost:5000/team/app", ("localhost:5000/team/app", "latest", None)),
        ("a/b:c@sha256:" + "0" * 64, ("a/b", "c", "sha256:" + "0" * 64)),
    ],
)
def test_names_are_taken_apart(text, parts):
    found = name.parse(text)
    assert (found.repository, found.tag, found.digest) == parts
