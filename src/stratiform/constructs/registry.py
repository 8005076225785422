"""A registry of container images."""

from __future__ import annotations

import aws_cdk as cdk
from aws_cdk import aws_ecr as ecr
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms

from constructs import Construct
from stratiform.constructs.binding import Access, Binding
from stratiform.constructs.environment import environment_of, tier_of
from stratiform.constructs.key import key_for
from stratiform.constructs.retention import removal_of_data

UNTAGGED = cdk.Duration.days(7)


class Registry(Construct):
    """An ECR repository. A tag is never moved to another image, and every image is scanned when it comes.

    It keeps as many images as the tier says, and those without a tag for a week. CloudFormation names it;
    ``component`` gives it a name of the pattern, for those who push from elsewhere.
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        component: str | None = None,
        encryption_key: kms.IKey | None = None,
    ) -> None:
        super().__init__(scope, id)
        tier = tier_of(self)
        key = key_for(self, encryption_key)
        name = environment_of(self).name_of(component, "repository", limit=256) if component else None
        self.repository = ecr.Repository(
            self,
            "Resource",
            repository_name=name,
            image_scan_on_push=True,
            image_tag_mutability=ecr.TagMutability.IMMUTABLE,
            encryption=ecr.RepositoryEncryption.KMS if key else ecr.RepositoryEncryption.AES_256,
            encryption_key=key,
            lifecycle_rules=[
                ecr.LifecycleRule(tag_status=ecr.TagStatus.UNTAGGED, max_image_age=UNTAGGED),
                ecr.LifecycleRule(max_image_count=tier.registry.images),
            ],
            removal_policy=removal_of_data(self),
            empty_on_delete=not tier.keep_data,
        )

    def binding(self, access: Access) -> Binding:
        """The repository's URI. ``READ`` pulls images, ``WRITE`` pushes them."""

        def grant(to: iam.IGrantable) -> iam.Grant:
            if access is Access.READ:
                return self.repository.grant_pull(to)
            return (
                self.repository.grant_push(to)
                if access is Access.WRITE
                else self.repository.grant_pull_push(to)
            )

        return Binding(
            grant=grant, variables={"REPOSITORY_URI": self.repository.repository_uri}, service="ecr.api"
        )
