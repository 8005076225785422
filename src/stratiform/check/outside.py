"""Which AWS APIs code calls, judged by its permissions, and from where it can."""

from __future__ import annotations

from collections.abc import Mapping

from stratiform.assembly.graph import Address, Graph, Resource
from stratiform.assembly.links import sources
from stratiform.assembly.permissions import Permission, permissions_of
from stratiform.assembly.routes import Exit, way_out
from stratiform.check.delivery import dead_letter_queues
from stratiform.check.endpoints import services
from stratiform.check.event_sources import MAPPING
from stratiform.check.placement import subnets_of

# Prefixes of actions in IAM, with the names of their endpoints. Left out is what the platform calls in the
# code's place (logs, traces, network interfaces) and what is not reached by HTTPS.
ENDPOINTS: Mapping[str, str] = {
    "dynamodb": "dynamodb",
    "s3": "s3",
    "sqs": "sqs",
    "sns": "sns",
    "secretsmanager": "secretsmanager",
    "ssm": "ssm",
    "events": "events",
    "states": "states",
    "kinesis": "kinesis-streams",
    "firehose": "kinesis-firehose",
    "lambda": "lambda",
    "bedrock": "bedrock-runtime",
    "ses": "email-smtp",
    "textract": "textract",
    "rekognition": "rekognition",
    "comprehend": "comprehend",
    "athena": "athena",
    "glue": "glue",
    "codebuild": "codebuild",
    "rds-data": "rds-data",
}
# What an event source mapping does in the function's place, with the function's role.
_POLLING = frozenset(
    {
        *("sqs:receivemessage", "sqs:deletemessage", "sqs:getqueueattributes", "sqs:changemessagevisibility"),
        *("sqs:getqueueurl", "sqs:listqueues"),
        *(
            "dynamodb:getrecords",
            "dynamodb:getsharditerator",
            "dynamodb:describestream",
            "dynamodb:liststreams",
        ),
        *("kinesis:getrecords", "kinesis:getsharditerator", "kinesis:describestream", "kinesis:liststreams"),
        *("kinesis:describestreamsummary", "kinesis:listshards", "kinesis:subscribetoshard"),
        *("kinesis:describestreamconsumer", "kinesis:listtagsforstream"),
    }
)


def called(graph: Graph, code: Resource) -> Mapping[str, Permission]:
    """The services whose API the code of a function or task may call, by the name of their endpoints."""
    polled = any(sources(graph, code, MAPPING, "FunctionName"))
    failures = set(dead_letter_queues(graph))
    found: dict[str, Permission] = {}
    for permission in permissions_of(graph, code):
        for action in permission.actions:
            name = ENDPOINTS.get(action.partition(":")[0])
            if name and not (polled and action in _POLLING) and not _only(permission, failures):
                found.setdefault(name, permission)
    return found


def _only(permission: Permission, queues: set[Address]) -> bool:
    return bool(permission.resources) and set(permission.resources) <= queues


def has_way_out(graph: Graph, workload: Resource, *, has_address: bool = False) -> bool:
    """Whether some subnet of the workload leads out of the network, or may.

    A route to an internet gateway helps only what has an address of the internet. A function has none.
    """
    subnets = subnets_of(graph, workload)
    exits = (Exit.NAT, Exit.OTHER, Exit.UNKNOWN, *((Exit.INTERNET,) if has_address else ()))
    return not subnets or any(way_out(graph, subnet, exit) for subnet in subnets for exit in exits)


def by_endpoint(graph: Graph, workload: Resource) -> frozenset[str]:
    """The services that every subnet of the workload reaches by an endpoint."""
    reached = [services(graph, subnet) for subnet in subnets_of(graph, workload)]
    return frozenset.intersection(*reached) if reached else frozenset()
