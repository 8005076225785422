"""``empty_on_delete`` of an ECR repository: its images go before the repository."""

from __future__ import annotations

from botocore.exceptions import ClientError

from stratiform.local.emulator.client import client
from stratiform.local.emulator.custom_resources.request import Answer, Request


def applies(request: Request) -> bool:
    """By the type that aws_ecr.Repository gives it."""
    return request.type == "Custom::ECRAutoDeleteImages" and "RepositoryName" in request.properties


def respond(request: Request) -> Answer:
    """Delete every image on Delete."""
    if request.kind == "Delete":
        repository = request.properties["RepositoryName"]
        try:
            images = client("ecr").list_images(repositoryName=repository)["imageIds"]
        except ClientError as error:
            if error.response["Error"]["Code"] != "RepositoryNotFoundException":
                raise
            images = []
        if images:
            client("ecr").batch_delete_image(repositoryName=repository, imageIds=images)
    return request.id_or_new(), {}
