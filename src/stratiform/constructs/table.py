"""A DynamoDB table, its recovery and protection decided by the tier."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms

from constructs import Construct
from stratiform.constructs.alarms import Alarms, alarms_for
from stratiform.constructs.binding import Access, Binding
from stratiform.constructs.environment import environment_of, tier_of
from stratiform.constructs.key import key_for
from stratiform.constructs.retention import removal_of_data

READ = (
    "dynamodb:BatchGetItem",
    "dynamodb:ConditionCheckItem",
    "dynamodb:DescribeTable",
    "dynamodb:GetItem",
    "dynamodb:Query",
    "dynamodb:Scan",
)
WRITE = (
    "dynamodb:BatchWriteItem",
    "dynamodb:DeleteItem",
    "dynamodb:PutItem",
    "dynamodb:UpdateItem",
)
ACTIONS = {Access.READ: READ, Access.WRITE: WRITE, Access.READ_WRITE: READ + WRITE}

# An alarm watches ten metrics at most, one for each operation; these are the ones that applications call.
OPERATIONS = [
    dynamodb.Operation.BATCH_GET_ITEM,
    dynamodb.Operation.BATCH_WRITE_ITEM,
    dynamodb.Operation.DELETE_ITEM,
    dynamodb.Operation.GET_ITEM,
    dynamodb.Operation.PUT_ITEM,
    dynamodb.Operation.QUERY,
    dynamodb.Operation.SCAN,
    dynamodb.Operation.UPDATE_ITEM,
]

KeyType = Literal["string", "number", "binary"]
Key = str | tuple[str, KeyType]
"""An attribute that keys a table or an index: a name of a string, or a name and a type."""

TYPES = {
    "string": dynamodb.AttributeType.STRING,
    "number": dynamodb.AttributeType.NUMBER,
    "binary": dynamodb.AttributeType.BINARY,
}


@dataclass(frozen=True, kw_only=True)
class Index:
    """A global secondary index. ``attributes`` None projects all, a tuple only those and the keys."""

    key: Key
    sort: Key | None = None
    attributes: tuple[str, ...] | None = None


@dataclass(frozen=True, kw_only=True)
class Capacity:
    """Provisioned capacity that scales between two bounds, in units a second, towards 70 % in use."""

    read: tuple[int, int]
    write: tuple[int, int]


class Table(Construct):
    """A DynamoDB table. Billed on demand, or by ``capacity``.

    CloudFormation names the table, after the stack: a table can outlive its stack or be replaced beside
    it, and a fixed name would stop both. ``component`` gives it a name of the pattern all the same.
    ``expires`` is the attribute that holds when an item expires, in seconds since 1970.
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        key: Key,
        sort: Key | None = None,
        indexes: Mapping[str, Index] | None = None,
        expires: str | None = None,
        stream: dynamodb.StreamViewType | None = None,
        capacity: Capacity | None = None,
        encryption_key: kms.IKey | None = None,
        component: str | None = None,
        alarms: Alarms | None = None,
    ) -> None:
        super().__init__(scope, id)
        tier = tier_of(self)
        self.key = key_for(self, encryption_key)
        self.table = dynamodb.Table(
            self,
            "Resource",
            table_name=environment_of(self).name_of(component, "table", limit=255) if component else None,
            partition_key=_attribute(key),
            sort_key=_attribute(sort) if sort else None,
            time_to_live_attribute=expires,
            stream=stream,
            billing_mode=dynamodb.BillingMode.PROVISIONED
            if capacity
            else dynamodb.BillingMode.PAY_PER_REQUEST,
            read_capacity=capacity.read[0] if capacity else None,
            write_capacity=capacity.write[0] if capacity else None,
            encryption=dynamodb.TableEncryption.CUSTOMER_MANAGED
            if self.key
            else dynamodb.TableEncryption.AWS_MANAGED,
            encryption_key=self.key,
            point_in_time_recovery_specification=dynamodb.PointInTimeRecoverySpecification(
                point_in_time_recovery_enabled=tier.table.recovery
            ),
            deletion_protection=tier.table.deletion_protection,
            removal_policy=removal_of_data(self),
        )
        for name, index in (indexes or {}).items():
            self._add_index(name, index)
        if capacity is not None:
            self._scale(capacity, indexes or {})
        self.alarms = self._watch(alarms_for(self, alarms))

    def binding(self, access: Access) -> Binding:
        """The table's name, and the actions of ``access`` on it; ``WRITE`` reads nothing."""

        def grant(to: iam.IGrantable) -> iam.Grant:
            if self.key is not None:  # DynamoDB uses it in the caller's name
                (self.key.grant_decrypt if access is Access.READ else self.key.grant_encrypt_decrypt)(to)
            return self.table.grant(to, *ACTIONS[access])

        return Binding(grant=grant, variables={"TABLE_NAME": self.table.table_name}, service="dynamodb")

    def _add_index(self, name: str, index: Index) -> None:
        everything = index.attributes is None
        self.table.add_global_secondary_index(
            index_name=name,
            partition_key=_attribute(index.key),
            sort_key=_attribute(index.sort) if index.sort else None,
            projection_type=dynamodb.ProjectionType.ALL if everything else dynamodb.ProjectionType.INCLUDE,
            non_key_attributes=None if everything else list(index.attributes or ()),
        )

    def _scale(self, capacity: Capacity, indexes: Mapping[str, Index]) -> None:
        read = {"min_capacity": capacity.read[0], "max_capacity": capacity.read[1]}
        write = {"min_capacity": capacity.write[0], "max_capacity": capacity.write[1]}
        scaled = [self.table.auto_scale_read_capacity(**read), self.table.auto_scale_write_capacity(**write)]
        for name in indexes:
            scaled.append(self.table.auto_scale_global_secondary_index_read_capacity(name, **read))
            scaled.append(self.table.auto_scale_global_secondary_index_write_capacity(name, **write))
        for dimension in scaled:
            dimension.scale_on_utilization(target_utilization_percent=70)

    def _watch(self, alarms: Alarms) -> Mapping[str, cloudwatch.Alarm]:
        table, period = self.table, alarms.period
        reads = table.metric("ReadThrottleEvents", statistic="Sum", period=period)
        writes = table.metric("WriteThrottleEvents", statistic="Sum", period=period)
        failures = table.metric_system_errors_for_operations(operations=OPERATIONS, period=period)
        return alarms.watch(
            self,
            {
                "ReadThrottles": (reads, alarms.throttles),
                "WriteThrottles": (writes, alarms.throttles),
                "Errors": (failures, alarms.errors),
            },
        )


def _attribute(key: Key) -> dynamodb.Attribute:
    name, type_ = (key, "string") if isinstance(key, str) else key
    return dynamodb.Attribute(name=name, type=TYPES[type_])
