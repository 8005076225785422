"""Building and shipping: CodeBuild, CodePipeline, CodeCommit, CloudFormation's own operations."""

from __future__ import annotations

from collections.abc import Iterator

from stratiform.cost.component import Component
from stratiform.cost.keys import amount
from stratiform.cost.meter import Meter
from stratiform.cost.reading import Elsewhere, Reading

_SIZES = {
    "BUILD_GENERAL1_SMALL": "small",
    "BUILD_GENERAL1_MEDIUM": "medium",
    "BUILD_GENERAL1_LARGE": "large",
    "BUILD_GENERAL1_XLARGE": "xlarge",
    "BUILD_GENERAL1_2XLARGE": "2xlarge",
}


def _build(reading: Reading) -> Iterator[Component]:
    kind = reading.text("Environment.Type", "LINUX_CONTAINER")
    system = "arm" if kind.startswith("ARM") else "windows" if kind.startswith("WINDOWS") else "linux"
    size = _SIZES.get(reading.text("Environment.ComputeType"), "small")
    if "GPU" in kind:
        system, size = "gpu", "large"
    yield from reading.used(
        f"{system.capitalize()} (general1.{size})", f"codebuild.{system}.{size}", "monthly_build_mins"
    )


def _pipeline(reading: Reading) -> Iterator[Component]:
    if reading.text("PipelineType", "V1") == "V2":
        yield from reading.used("Action minutes", "codepipeline.v2", "monthly_action_mins")
    else:
        yield from reading.charge("Active pipeline", "codepipeline.v1", 1)


def _repository(reading: Reading) -> Iterator[Component]:
    return reading.free_because("the first five users of an account are free")


def _stack(reading: Reading) -> Iterator[Component]:
    if reading.stated.values:
        return _operations(reading)
    if not any(stack.parent == reading.address for stack in reading.graph.stacks.values()):
        raise Elsewhere("its resources are in a template that is not here")
    return reading.free_because("CloudFormation does not charge for AWS's own resource types")


def _operations(reading: Reading) -> Iterator[Component]:
    yield from reading.used("Handler operations", "cloudformation.operations", "monthly_handler_operations")
    yield from reading.used("Durations above 30s", "cloudformation.seconds", "monthly_duration_secs")


METERS = (
    Meter(
        "CodeBuild",
        ("AWS::CodeBuild::Project",),
        _build,
        (amount("monthly_build_mins", "Minutes of builds.", 100, 500, 1_000),),
    ),
    Meter(
        "CodePipeline",
        ("AWS::CodePipeline::Pipeline",),
        _pipeline,
        (amount("monthly_action_mins", "Minutes of actions, of a V2 pipeline.", 100, 500, 1_000),),
    ),
    Meter("CodeCommit", ("AWS::CodeCommit::Repository",), _repository),
    Meter(
        "CloudFormation",
        ("AWS::CloudFormation::Stack", "AWS::CloudFormation::StackSet", "AWS::Serverless::Application"),
        _stack,
        (
            amount("monthly_handler_operations", "Operations of other people's resource types."),
            amount("monthly_duration_secs", "Seconds of them beyond 30 each."),
        ),
    ),
)
