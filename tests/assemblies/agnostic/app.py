"""A stack without an environment: assets, parameters, conditions and mappings."""

from pathlib import Path

import aws_cdk as cdk
from aws_cdk import aws_ecr_assets as ecr_assets
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_sqs as sqs

HERE = Path(__file__).parent

app = cdk.App()
stack = cdk.Stack(app, "Agnostic", synthesizer=cdk.DefaultStackSynthesizer(bucket_prefix="releases/"))
size = cdk.CfnParameter(stack, "Size", default="small", allowed_values=["small", "large"])
sizes = cdk.CfnMapping(stack, "Sizes", mapping={"small": {"delay": 5}, "large": {"delay": 60}})
is_large = cdk.CfnCondition(stack, "IsLarge", expression=cdk.Fn.condition_equals(size, "large"))
sqs.CfnQueue(
    stack, "Queue", delay_seconds=cdk.Token.as_number(sizes.find_in_map(size.value_as_string, "delay"))
)
sqs.CfnQueue(stack, "Overflow").cfn_options.condition = is_large
lambda_.Function(
    stack,
    "Function",
    runtime=lambda_.Runtime.PYTHON_3_13,
    handler="index.handler",
    code=lambda_.Code.from_asset(str(HERE / "function")),
)
image = ecr_assets.DockerImageAsset(stack, "Image", directory=str(HERE / "image"))
cdk.CfnOutput(stack, "ImageUri", value=image.image_uri, description="Where the image goes")
app.synth()
