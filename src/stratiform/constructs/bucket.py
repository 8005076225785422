"""An S3 bucket that nobody reaches but those who use it."""

from __future__ import annotations

from collections.abc import Sequence

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3

from constructs import Construct
from stratiform.constructs.access_logs import access_logs
from stratiform.constructs.binding import Access, Binding
from stratiform.constructs.environment import environment_of, tier_of
from stratiform.constructs.key import key_for
from stratiform.constructs.retention import removal_of_data

OBJECTS = {
    Access.READ: ("s3:GetObject", "s3:GetObjectVersion"),
    Access.WRITE: (
        "s3:AbortMultipartUpload",
        "s3:DeleteObject",
        "s3:ListMultipartUploadParts",
        "s3:PutObject",
    ),
}
"""What each access may do with objects; READ may also list them."""
LISTING = ("s3:GetBucketLocation", "s3:ListBucket")
ABANDONED = cdk.Duration.days(7)
"""After this an upload that was never finished goes: nobody sees its parts, but they cost."""
METHODS = [s3.HttpMethods.GET, s3.HttpMethods.HEAD, s3.HttpMethods.POST, s3.HttpMethods.PUT]


class Bucket(Construct):
    """A private bucket, encrypted, reached over TLS alone, without access control lists.

    The tier decides whether it keeps versions and for how many days, access logs, and whether it outlives
    its stack; where it does not, it is emptied and deleted with it. ``tiering`` is after how many days an
    object moves to Intelligent-Tiering, ``expires`` after how many it is deleted; None is never. ``cors``
    are the origins of web pages that may read and upload with signed URLs. CloudFormation names the
    bucket; ``component`` gives it a name of the pattern all the same.
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        versioned: bool | None = None,
        tiering: int | None = 30,
        expires: int | None = None,
        rules: Sequence[s3.LifecycleRule] = (),
        cors: Sequence[str] = (),
        encryption_key: kms.IKey | None = None,
        component: str | None = None,
    ) -> None:
        super().__init__(scope, id)
        tier = tier_of(self)
        self.key = key_for(self, encryption_key)
        keeps_versions = tier.bucket.versioned if versioned is None else versioned
        self.bucket = s3.Bucket(
            self,
            "Resource",
            bucket_name=environment_of(self).name_of(component, "bucket", limit=63) if component else None,
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            object_ownership=s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
            enforce_ssl=True,
            minimum_tls_version=1.2,
            encryption=s3.BucketEncryption.KMS if self.key else s3.BucketEncryption.S3_MANAGED,
            encryption_key=self.key,
            bucket_key_enabled=True if self.key else None,
            versioned=keeps_versions,
            lifecycle_rules=[
                _rule(tiering, expires, tier.bucket.version_days if keeps_versions else None),
                *rules,
            ],
            cors=[_cors(cors)] if cors else None,
            server_access_logs_bucket=access_logs(self) if tier.bucket.access_logs else None,
            server_access_logs_prefix=f"{self.node.path}/" if tier.bucket.access_logs else None,
            removal_policy=removal_of_data(self),
            auto_delete_objects=not tier.keep_data,
        )

    def binding(self, access: Access) -> Binding:
        """The bucket's name. ``READ`` gets and lists objects, ``WRITE`` puts and deletes them."""

        def grant(to: iam.IGrantable) -> iam.Grant:
            if access is not Access.READ_WRITE:
                return self._grant(to, access)
            return self._grant(to, Access.READ).combine(self._grant(to, Access.WRITE))

        return Binding(grant=grant, variables={"BUCKET_NAME": self.bucket.bucket_name}, service="s3")

    def _grant(self, to: iam.IGrantable, access: Access) -> iam.Grant:
        arn = self.bucket.bucket_arn
        objects = iam.Grant.add_to_principal(
            grantee=to, actions=list(OBJECTS[access]), resource_arns=[self.bucket.arn_for_objects("*")]
        )
        if access is Access.WRITE:
            # An upload in parts reads its own back, so writing decrypts too.
            if self.key is not None:
                self.key.grant_encrypt_decrypt(to)
            return objects
        if self.key is not None:
            self.key.grant_decrypt(to)
        listing = iam.Grant.add_to_principal(grantee=to, actions=list(LISTING), resource_arns=[arn])
        return objects.combine(listing)


def _rule(tiering: int | None, expires: int | None, version_days: int | None) -> s3.LifecycleRule:
    moved = s3.Transition(
        storage_class=s3.StorageClass.INTELLIGENT_TIERING, transition_after=cdk.Duration.days(tiering or 0)
    )
    return s3.LifecycleRule(
        abort_incomplete_multipart_upload_after=ABANDONED,
        expiration=cdk.Duration.days(expires) if expires else None,
        noncurrent_version_expiration=cdk.Duration.days(version_days) if version_days else None,
        transitions=None if tiering is None else [moved],
    )


def _cors(origins: Sequence[str]) -> s3.CorsRule:
    return s3.CorsRule(
        allowed_methods=METHODS,
        allowed_origins=list(origins),
        allowed_headers=["*"],
        exposed_headers=["ETag"],
        max_age=3600,
    )
