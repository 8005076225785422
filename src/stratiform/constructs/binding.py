"""How a workload comes to use a resource: permission, network path and address, in one step.

A resource describes itself with ``binding(access)``; a workload applies it with ``uses(resource)``.
Neither knows the other's class, so a new resource works with every workload there is, and back.
"""

from __future__ import annotations

import enum
from abc import abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam

from constructs import Construct, IConstruct, Node
from stratiform.constructs.network import Network
from stratiform.errors import NoNetwork, WrongUse
from stratiform.settings.names import kebab

if TYPE_CHECKING:
    from aws_cdk import aws_ecs as ecs
    from aws_cdk import aws_efs as efs
    from aws_cdk import aws_secretsmanager as secretsmanager
    from aws_cdk import aws_servicediscovery as servicediscovery


class Access(enum.Enum):
    """What a workload may do with a resource's content."""

    READ = "read"
    WRITE = "write"
    READ_WRITE = "read-write"


@dataclass(frozen=True)
class SecretField:
    """A secret, or one field of the JSON object that it holds."""

    secret: secretsmanager.ISecret
    field: str | None = None


@dataclass(frozen=True, kw_only=True)
class Volume:
    """Files that a workload sees at ``path``, through an access point of a file system."""

    access_point: efs.IAccessPoint
    path: str
    read_only: bool


@dataclass(frozen=True, kw_only=True)
class Peer:
    """A service that others find by its name: in DNS, or through Service Connect alone."""

    service: ecs.BaseService
    namespace: servicediscovery.INamespace
    is_in_dns: bool


@dataclass(frozen=True, kw_only=True)
class Binding:
    """What any workload needs in order to use one resource.

    ``grant`` is the narrowest that serves the access; None where IAM has no say. ``variables`` tell the
    address, by the words that follow the resource's id: ``{"TABLE_NAME": ...}``; of a secret they tell the
    ARN. ``secrets`` become variables too, in a workload whose platform reads secrets for it (ECS), never in
    a template.
    A resource inside the network is reached through ``listener`` on its default port. A resource that
    is an AWS API says the ``service`` that a workload's subnets must have a path to, ``dynamodb``.
    A file system is mounted as a ``volume``. A ``peer`` is a service with a name.
    """

    grant: Callable[[iam.IGrantable], iam.Grant] | None = None
    variables: Mapping[str, str] = field(default_factory=dict)
    secrets: Mapping[str, SecretField] = field(default_factory=dict)
    listener: ec2.IConnectable | None = None
    service: str | None = None
    volume: Volume | None = None
    peer: Peer | None = None


class Usable(Protocol):
    """A resource that workloads can use."""

    @property
    def node(self) -> Node:
        """The construct's node."""
        ...

    def binding(self, access: Access) -> Binding:
        """What a workload needs for ``access``."""
        ...


class Workload(Construct):
    """Something that runs code. A subclass says who it is on IAM, on the network and in variables.

    ``connections`` and ``network`` are None for a workload outside the network.
    """

    principal: iam.IGrantable
    network: Network | None = None
    connections: ec2.Connections | None = None

    @abstractmethod
    def set_variable(self, name: str, value: str) -> None:
        """Put a variable into the environment of the code."""

    def set_secret(self, name: str, value: SecretField) -> None:
        """Have the platform put a secret's value into the environment of the code.

        A workload whose platform cannot leaves it: the code reads the secret that a variable names.
        """

    def mount(self, volume: Volume) -> None:
        """Let the code see a file system. Raises WrongUse in a workload that can mount none."""
        raise WrongUse(
            f"{self.node.path} cannot mount {volume.access_point.node.path}.",
            where=self.node.path,
            fix="Use the file system from a Function or a Service.",
        )

    def join(self, peer: Peer) -> None:
        """See to it that the code can resolve the name of a service. Raises WrongUse where it could not."""
        if not peer.is_in_dns:
            raise WrongUse(
                f"{self.node.path} cannot resolve the name of {peer.service.node.path}: while traffic shifts "
                "between two revisions, only services of ECS can.",
                where=self.node.path,
                fix='Give that service a load_balancer="internal", or Deployment(strategy="rolling").',
            )

    def uses(
        self,
        resource: Usable,
        access: Access = Access.READ_WRITE,
        *,
        as_: str | Mapping[str, str] | None = None,
    ) -> None:
        """Let this workload use ``resource``: grant, network rule, variables and a record of the intention.

        Variables are called after the resource's id, ``ITEMS_TABLE_NAME``. ``as_`` gives the one variable
        another name, or several: ``{"TABLE_NAME": "ITEMS"}``. Raises NoNetwork where there is no path.
        """
        binding = resource.binding(access)
        names = _names(resource, binding, as_)
        self._open_path(resource, binding)
        if binding.grant is not None and not binding.grant(self.principal).success:
            raise WrongUse(
                f"The role of {self.node.path} cannot be given access to {resource.node.path}.",
                where=self.node.path,
                fix="Use a role of this app; an imported one takes no grants.",
            )
        for key, value in binding.variables.items():
            self.set_variable(names[key], value)
        for key, secret in binding.secrets.items():
            self.set_secret(names[key], secret)
        if binding.volume is not None:
            self.mount(binding.volume)
        if binding.peer is not None:
            self.join(binding.peer)
        self.record(resource, access)

    def record(self, resource: Usable | IConstruct, access: Access) -> None:
        """Write into the assembly that this workload uses ``resource``."""
        self.node.add_metadata("stratiform:uses", {"path": resource.node.path, "access": access.value})

    def _open_path(self, resource: Usable, binding: Binding) -> None:
        if binding.listener is not None:
            if self.connections is None:
                raise NoNetwork(
                    f"{self.node.path} is outside the network, so it cannot reach {resource.node.path}.",
                    where=self.node.path,
                    fix="Give the workload the network of the resource.",
                )
            self.connections.allow_to_default_port(binding.listener)
        if binding.service is not None and self.network is not None and self.connections is not None:
            self.network.open_path(self, self.connections, binding.service)


def _names(resource: Usable, binding: Binding, as_: str | Mapping[str, str] | None) -> Mapping[str, str]:
    stem = kebab(resource.node.id).replace("-", "_").upper()
    names = {key: f"{stem}_{key}" for key in (*binding.variables, *binding.secrets)}
    if isinstance(as_, str):
        as_ = dict.fromkeys(names, as_)
    given = dict(as_ or {})
    if unknown := given.keys() - names.keys():
        fix = f"It has {', '.join(sorted(names))}."
        raise WrongUse(
            f"{resource.node.path} has no variable {min(unknown)}.", where=resource.node.path, fix=fix
        )
    if len({*given.values()}) < len(given):
        fix = f"Give each a name: {{{', '.join(repr(name) for name in sorted(names))}}}."
        raise WrongUse(f"{resource.node.path} has several variables.", where=resource.node.path, fix=fix)
    return {**names, **given}
