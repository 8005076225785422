"""Is every assembly and template read, or one clear error, and how fast? python bench/reading.py [CORPUS]

The peer is the parser alone: json.loads and PyYAML's C loader over the same files, in the same run. The
corpus is any folder; without one, the fixtures of the tests.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from stratiform.assembly import read
from stratiform.errors import WrongUse

FIXTURES = Path(__file__).parents[1] / "tests" / "assemblies"
SUFFIXES = {".json", ".yaml", ".yml", ".template"}
WORDS = (b"Resources", b"AWSTemplateFormatVersion")
LIMIT_SECONDS = 0.1
FORBIDDEN = ("aws_cdk", "jsii", "boto3", "ministack")  # what no reading command loads


class Tags(yaml.CSafeLoader):
    """The C loader with every short form accepted and nothing checked."""


Tags.add_multi_constructor("!", lambda loader, tag, node: node.value)


def targets(corpus: Path) -> Iterator[Path]:
    """Every assembly that is not nested in another, then every file outside them that may be a template."""
    inside: set[Path] = set()
    for folder, folders, files in os.walk(corpus):
        if "manifest.json" in files and b'"artifacts"' in (Path(folder) / "manifest.json").read_bytes():
            inside.add(Path(folder))
            folders.clear()
            yield Path(folder)
    for file in sorted(corpus.rglob("*")):
        if file.suffix in SUFFIXES and file.is_file() and inside.isdisjoint(file.parents):
            data = file.read_bytes()
            if any(word in data for word in WORDS):
                yield file


def files_of(target: Path) -> list[Path]:
    """What the reader parses of a target; the construct tree is only read where metadata is missing."""
    if target.is_file():
        return [target]
    endings = ("manifest.json", ".template.json", ".metadata.json", ".assets.json")
    return [file for file in target.rglob("*.json") if file.name.endswith(endings)]


def parse(file: Path) -> Any:
    text = file.read_text()
    return json.loads(text) if text.lstrip()[:1] == "{" else yaml.load(text, Loader=Tags)


def seconds(call: Any, *arguments: Any) -> float:
    start = time.perf_counter()
    call(*arguments)
    return time.perf_counter() - start


def loaded(*arguments: str | Path) -> set[str]:
    """The modules that the command with these arguments loads."""
    program = "import sys; from stratiform.cli.main import run; run(sys.argv[1:]); print('\\n', *sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], check=True, capture_output=True, text=True
    )
    return set(done.stdout.splitlines()[-1].split())


def large(folder: Path, resources: int) -> Path:
    """An assembly of one stack with so many resources, each of a service's usual shape."""
    group = {
        "Dead": {"Type": "AWS::SQS::Queue", "Properties": {"MessageRetentionPeriod": 1209600}},
        "Queue": {
            "Type": "AWS::SQS::Queue",
            "Properties": {"RedrivePolicy": {"deadLetterTargetArn": {"Fn::GetAtt": ["Dead", "Arn"]}}},
        },
        "Role": {
            "Type": "AWS::IAM::Role",
            "Properties": {
                "AssumeRolePolicyDocument": {"Statement": [{"Action": "sts:AssumeRole", "Effect": "Allow"}]},
                "ManagedPolicyArns": [
                    {"Fn::Join": ["", ["arn:", {"Ref": "AWS::Partition"}, ":iam::aws:policy/Basic"]]}
                ],
            },
        },
        "Policy": {
            "Type": "AWS::IAM::Policy",
            "Properties": {
                "PolicyDocument": {"Statement": [{"Resource": {"Fn::GetAtt": ["Queue", "Arn"]}}]},
                "Roles": [{"Ref": "Role"}],
            },
        },
        "Function": {
            "Type": "AWS::Lambda::Function",
            "DependsOn": ["Policy", "Role"],
            "Properties": {
                "Code": {"S3Bucket": {"Fn::Sub": "assets-${AWS::AccountId}-${AWS::Region}"}},
                "Environment": {"Variables": {"QUEUE": {"Ref": "Queue"}, "STAGE": {"Ref": "Stage"}}},
                "Role": {"Fn::GetAtt": ["Role", "Arn"]},
            },
        },
        "Alarm": {
            "Type": "AWS::CloudWatch::Alarm",
            "Properties": {"Dimensions": [{"Name": "FunctionName", "Value": {"Ref": "Function"}}]},
        },
    }
    text = json.dumps(group)
    body: dict[str, Any] = {}
    for number in range(resources // len(group) + 1):
        renamed = text
        for name in group:
            renamed = renamed.replace(f'"{name}"', f'"{name}{number}"')
        body |= json.loads(renamed)
    body = dict(list(body.items())[:resources])
    template = {"Parameters": {"Stage": {"Type": "String", "Default": "dev"}}, "Resources": body}
    metadata = {
        f"/Large/{name}/Resource": [
            {"type": "aws:cdk:logicalId", "data": name},
            {"type": "aws:cdk:creationStack", "data": ["...aws-cdk-lib...", f"__init__ (app.py:{line})"]},
        ]
        for line, name in enumerate(body, 1)
    }
    artifact = {
        "type": "aws:cloudformation:stack",
        "environment": "aws://111111111111/eu-west-1",
        "properties": {"templateFile": "Large.template.json"},
        "additionalMetadataFile": "Large.metadata.json",
    }
    manifest = {"version": "55.0.0", "artifacts": {"Large": artifact}}
    for name, value in (("manifest", manifest), ("Large.template", template), ("Large.metadata", metadata)):
        (folder / f"{name}.json").write_text(json.dumps(value, indent=1))
    return folder


def main(corpus: Path) -> int:
    counts: Counter[str] = Counter()
    ours = peer = 0.0
    for target in targets(corpus):
        kind = "templates" if target.is_file() else "assemblies"
        counts[kind] += 1
        try:
            ours += seconds(read, target)
            peer += sum(seconds(parse, file) for file in files_of(target))
            counts["loaded"] += 1
        except WrongUse as error:
            counts["clear errors" if error.where else "errors without a place"] += 1
            print(f"  {error.where}: {error.what}")
        except Exception:
            counts["tracebacks"] += 1
            print(f"  {target}\n{traceback.format_exc()}")
    with tempfile.TemporaryDirectory() as folder:
        assembly = large(Path(folder), 181)
        read_large = statistics.median(seconds(read, assembly) for _ in range(21))
        parse_large = statistics.median(
            sum(seconds(parse, file) for file in files_of(assembly)) for _ in range(21)
        )
    print(f"assemblies {counts['assemblies']}, templates {counts['templates']}")
    for name in ("loaded", "clear errors", "errors without a place", "tracebacks"):
        print(f"{name} {counts[name]}")
    print(f"reading {ours:.3f} s, parsing alone {peer:.3f} s: {ours / peer:.2f} x")
    print(
        f"181 resources: reading {read_large * 1000:.1f} ms, parsing alone {parse_large * 1000:.1f} ms: "
        f"{read_large / parse_large:.2f} x; limit {LIMIT_SECONDS * 1000:.0f} ms"
    )
    return int(bool(counts["tracebacks"] or counts["errors without a place"] or read_large > LIMIT_SECONDS))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else FIXTURES))
