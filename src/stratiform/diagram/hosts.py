"""Where every resource is drawn: as a node, as part of one or more, as part of a box, or nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from stratiform.assembly.graph import Address, Edge, Graph, Kind, Resource
from stratiform.diagram.failures import FAILURES, failure_queues
from stratiform.diagram.folding import CONTAINERS, HIDDEN, Fold, fold
from stratiform.diagram.launches import launched

# They name many resources without being used by or serving them.
_POLICIES = frozenset(
    {
        "AWS::IAM::Policy",
        "AWS::IAM::ManagedPolicy",
        "AWS::IAM::RolePolicy",
        "AWS::S3::BucketPolicy",
        "AWS::SQS::QueuePolicy",
        "AWS::SNS::TopicPolicy",
        "AWS::KMS::Key",
        "AWS::CloudWatch::Dashboard",
        "AWS::EC2::SecurityGroup",
        "AWS::EC2::SecurityGroupIngress",
        "AWS::EC2::SecurityGroupEgress",
    }
)
_CUSTOM = "AWS::CloudFormation::CustomResource"
_FUNCTIONS = frozenset({"AWS::Lambda::Function", "AWS::Serverless::Function"})
_HOOKS = ("ServiceToken", "Environment.Variables.USER_")


@dataclass(frozen=True)
class Hosts:
    """``of`` says which drawn resources or boxes a resource is part of; a drawn one is its own host.

    ``fold_failures``: a queue that only takes what failed elsewhere is part of where it failed.
    """

    graph: Graph
    fold_failures: bool = True

    def of(self, address: Address) -> tuple[Address, ...]:
        """The drawn resources that ``address`` is part of, in template order; empty where there are none."""
        return self._found.get(address, ())

    def is_drawn(self, address: Address) -> bool:
        """Whether ``address`` is a node of its own."""
        return self.of(address) == (address,) and not self.is_container(address)

    def is_container(self, address: Address) -> bool:
        """Whether ``address`` is drawn as a box."""
        return self.graph.resources[address].type in CONTAINERS

    def meant(self, address: Address) -> tuple[Address, ...]:
        """The nodes that a reference to ``address`` means: its own, or those it stands in for."""
        if self.is_drawn(address):
            return (address,)
        folded = fold(self.graph.resources[address].type)
        if folded is None or not folded.stands_in:
            return ()
        return tuple(host for host in self.of(address) if self.is_drawn(host))

    def nodes(self, address: Address) -> tuple[Address, ...]:
        """The nodes that ``address`` is part of; boxes left out."""
        return tuple(host for host in self.of(address) if self.is_drawn(host))

    @cached_property
    def providers(self) -> frozenset[Address]:
        """The functions that only serve custom resources."""
        return frozenset(
            edge.target
            for edge in self.graph.edges
            if edge.at.startswith(_HOOKS) and self.graph.resources[edge.target].type in _FUNCTIONS
        )

    @cached_property
    def _found(self) -> Mapping[Address, tuple[Address, ...]]:
        own = dict.fromkeys(self.providers, Fold(used_by="|".join(_HOOKS)))
        if self.fold_failures:
            own |= dict.fromkeys(failure_queues(self.graph), Fold(used_by=FAILURES, nearest=False))
        search = _Search(self.graph, self.providers, own, frozenset())
        search = _Search(self.graph, self.providers, own, search.unused())
        order = {address: number for number, address in enumerate(self.graph.resources)}
        return {
            address: tuple(sorted(search.settled(address, frozenset()), key=order.__getitem__))
            for address in self.graph.resources
        }


class _Search:
    def __init__(
        self,
        graph: Graph,
        providers: frozenset[Address],
        own: Mapping[Address, Fold],
        drawn: frozenset[Address],
    ) -> None:
        self.graph = graph
        self.providers = providers
        self.own = own
        self.drawn = drawn
        self.nested = {stack.parent for stack in graph.stacks.values() if stack.parent is not None}
        self.known: dict[Address, frozenset[Address]] = {}
        self.drawn_by_folder: dict[tuple[str, str], list[Address]] = {}
        for address, resource in graph.resources.items():
            if self.fold_of(resource) is None and not self.is_hidden(resource):
                for folder in self.folders(resource):
                    self.drawn_by_folder.setdefault((address.stack, folder), []).append(address)

    def unused(self) -> frozenset[Address]:
        """What is only folded into its users and has none: it is drawn, and has plumbing of its own."""
        return frozenset(
            address
            for address, resource in self.graph.resources.items()
            if (folded := self.fold_of(resource))
            and not folded.nearest
            and not self.hosts(address, frozenset())
        )

    def is_hidden(self, resource: Resource) -> bool:
        """Whether it says nothing, or is a nested stack whose resources are drawn instead."""
        return resource.type in HIDDEN or resource.address in self.nested

    def fold_of(self, resource: Resource) -> Fold | None:
        if resource.address in self.drawn:
            return None
        return self.own.get(resource.address) or fold(resource.type)

    def hosts(self, address: Address, opening: frozenset[Address]) -> frozenset[Address]:
        """What ``address`` serves, followed to what is drawn; empty where that leads nowhere."""
        if address in self.known:
            return self.known[address]
        if address in opening:
            return frozenset()
        resource = self.graph.resources[address]
        if self.is_hidden(resource):
            found = frozenset[Address]()
        elif (folded := self.fold_of(resource)) is None:
            found = frozenset({address})
        else:
            found = self.served(resource, folded, opening | {address})
        if not opening or found:
            self.known[address] = found
        return found

    def settled(self, address: Address, opening: frozenset[Address]) -> frozenset[Address]:
        """As ``hosts``; what leads nowhere goes with what it names, to the nearest, or is drawn."""
        resource = self.graph.resources[address]
        folded = self.fold_of(resource)
        if (found := self.hosts(address, frozenset())) or folded is None or self.is_hidden(resource):
            return found
        if address in opening:
            return frozenset()
        for named in self.named(resource, folded):
            if ends := frozenset[Address]().union(*(self.settled(end, opening | {address}) for end in named)):
                self.known[address] = ends
                return ends
        around = [one for named in self.named(resource, folded) for one in named]
        if opening.intersection(around) or (around and all(self.is_silent(one) for one in around)):
            return frozenset()
        self.known[address] = self.nearest(resource) if folded.nearest else frozenset()
        if not self.known[address] and address not in self.providers:
            self.known[address] = frozenset({address})
        return self.known[address]

    def is_silent(self, address: Address) -> bool:
        """Whether it is hidden, or only serves what is."""
        hidden = self.is_hidden(self.graph.resources[address])
        return hidden or (address in self.providers and not self.hosts(address, frozenset()))

    def nearest(self, resource: Resource) -> frozenset[Address]:
        for folder in self.folders(resource):
            if near := self.drawn_by_folder.get((resource.address.stack, folder)):
                return frozenset({near[0]})
        return frozenset()

    def served(self, resource: Resource, folded: Fold, opening: frozenset[Address]) -> frozenset[Address]:
        for named in self.named(resource, folded):
            if found := self.union(named, opening):
                return found
        return frozenset()

    def named(self, resource: Resource, folded: Fold) -> Iterator[list[Address]]:
        """What each property of ``folded`` names, in order; then the users."""
        for beginning in folded.serves:
            out = self.graph.out_of(resource.address)
            yield [edge.target for edge in out if _serves(edge, beginning)]
        if pattern := folded.users:
            yield [
                user
                for edge in self.graph.into(resource.address)
                if pattern.search(edge.at) and self.uses(edge.source, resource)
                for user in self.acting(edge.source, resource)
            ]

    def uses(self, source: Address, resource: Resource) -> bool:
        """Whether a reference from ``source`` makes it a user; a custom resource only uses its provider."""
        type_ = self.graph.resources[source].type
        return type_ not in _POLICIES and (
            resource.address in self.providers or not type_.startswith(("Custom::", _CUSTOM))
        )

    def acting(self, user: Address, resource: Resource) -> tuple[Address, ...]:
        """A security group that a schedule names is that of the task which it starts."""
        tasks = launched(self.graph, user) if resource.type == "AWS::EC2::SecurityGroup" else ()
        return tasks or (user,)

    def union(self, addresses: Iterable[Address], opening: frozenset[Address]) -> frozenset[Address]:
        """Their hosts: nodes where there are any, else the boxes."""
        found = frozenset[Address]().union(*(self.hosts(address, opening) for address in addresses))
        nodes = {host for host in found if self.graph.resources[host].type not in CONTAINERS}
        return frozenset(nodes) or found

    def folders(self, resource: Resource) -> Iterator[str]:
        """The construct that holds ``resource``, then what holds that; never its stack."""
        words = resource.path.split("/")
        stack = self.graph.stacks[resource.address.stack].path.count("/") + 1
        for length in range(len(words) - 1, stack, -1):
            yield "/".join(words[:length])


def _serves(edge: Edge, beginning: str) -> bool:
    hook = edge.at.startswith("ServiceToken")
    return edge.at.startswith(beginning) and edge.kind is not Kind.DEPENDS_ON and not hook
