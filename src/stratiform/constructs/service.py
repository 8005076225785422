"""A container service: tasks that are kept running, and usually a load balancer before them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Unpack

import aws_cdk as cdk
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_ecs as ecs
from aws_cdk import aws_elasticloadbalancingv2 as elbv2
from aws_cdk import aws_servicediscovery as servicediscovery

from constructs import Construct
from stratiform.constructs.alarms import Alarms, alarms_for
from stratiform.constructs.application_load_balancer import ApplicationLoadBalancer
from stratiform.constructs.binding import Access, Binding, Peer
from stratiform.constructs.choice import require_choice
from stratiform.constructs.deployment import Deployment, deployment_for
from stratiform.constructs.load_balancer import LoadBalancer, Scheme
from stratiform.constructs.network_load_balancer import NetworkLoadBalancer
from stratiform.constructs.running_task import RunningTask
from stratiform.constructs.scaling import Scaling
from stratiform.constructs.task_options import TaskOptions
from stratiform.errors import WrongUse
from stratiform.settings.names import kebab

BALANCERS = {"public": LoadBalancer(scheme="public"), "internal": LoadBalancer(scheme="internal")}


class Service(RunningTask):
    """An ECS service whose ``container`` listens on a port.

    ``load_balancer`` is ``"public"``, ``"internal"`` or a LoadBalancer; without one, workloads reach the
    tasks by the service's name in the cluster's namespace. ``execute_command`` lets operators open a shell
    in a task. The alarm for errors sends a deployment back.
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        load_balancer: LoadBalancer | Scheme | None = None,
        scaling: Scaling | None = None,
        deployment: Deployment | None = None,
        execute_command: bool = False,
        alarms: Alarms | None = None,
        **task: Unpack[TaskOptions],
    ) -> None:
        super().__init__(scope, id, kind="service", **task)
        if self.container_port is None:
            raise WrongUse(
                f"The container of {self.node.path} listens on no port.",
                where=self.node.path,
                fix="Give Container(port=8080), or make it a Worker.",
            )
        self.port: int = self.container_port
        options = _options(load_balancer, self.node.path)
        chosen = deployment_for(self, deployment, balanced=options is not None)
        if chosen.shifts_traffic and options is None:
            raise WrongUse(
                f"{self.node.path} has no load balancer that could shift traffic ({chosen.strategy}).",
                where=self.node.path,
                fix='Give it a load_balancer, or deployment=Deployment(strategy="rolling").',
            )
        self.load_balancer = self._balance(options, chosen) if options else None
        watch = alarms_for(self, alarms)
        self.alarms = dict(self._watch_requests(watch))
        # Tasks of both revisions would answer to one name in DNS while traffic shifts.
        self.is_in_dns = not chosen.shifts_traffic
        self.start(
            chosen,
            execute_command=execute_command,
            cloud_map=self._name() if self.is_in_dns else None,
            rollback=self.alarms.get("Errors"),
        )
        if self.load_balancer is not None:
            self.load_balancer.attach(
                self.service.load_balancer_target(
                    container_name=self.container.container_name,
                    container_port=self.port,
                    alternate_target=self.load_balancer.alternate,
                )
            )
        balancer = self.load_balancer if isinstance(self.load_balancer, ApplicationLoadBalancer) else None
        self.scaling = (scaling or Scaling()).follow(self.service, balancer)
        self.alarms |= self.watch_tasks(watch)

    @property
    def url(self) -> str:
        """The address for clients, without a slash at the end."""
        if self.load_balancer is not None:
            return self.load_balancer.url
        return self._own_url

    @property
    def _own_url(self) -> str:
        return f"http://{kebab(self.node.id)}.{self.cluster.namespace.namespace_name}:{self.port}"

    def binding(self, access: Access) -> Binding:
        """Its URL: of an internal load balancer, else of its name in the cluster's namespace."""
        if self.load_balancer is not None and not self.load_balancer.options.is_public:
            return Binding(variables={"URL": self.url}, listener=self.load_balancer.connections)
        self.connect()
        peer = Peer(service=self.service, namespace=self.cluster.namespace, is_in_dns=self.is_in_dns)
        return Binding(variables={"URL": self._own_url}, listener=self.connections, peer=peer)

    @property
    def requests(self) -> cloudwatch.IMetric:
        """Requests a minute. Raises WrongUse where no application load balancer counts them."""
        if not isinstance(self.load_balancer, ApplicationLoadBalancer):
            raise WrongUse(
                f"{self.node.path} has no application load balancer that counts its requests.",
                where=self.node.path,
                fix='Give load_balancer="public" or "internal".',
            )
        return self.load_balancer.balancer.metrics.request_count(period=cdk.Duration.minutes(1))

    def _name(self) -> ecs.CloudMapOptions:
        return ecs.CloudMapOptions(
            name=kebab(self.node.id),
            cloud_map_namespace=self.cluster.namespace,
            dns_record_type=servicediscovery.DnsRecordType.A,
        )

    def _balance(
        self, options: LoadBalancer, deployment: Deployment
    ) -> ApplicationLoadBalancer | NetworkLoadBalancer:
        shifts = deployment.shifts_traffic
        network = self.cluster.network
        if options.kind == "network":
            balancer = NetworkLoadBalancer(
                self,
                "LoadBalancer",
                options=options,
                network=network,
                port=self.port,
                shifts_traffic=shifts,
            )
            # The CDK does the same for application load balancers only.
            balancer.connections.allow_to(
                self.security_group, ec2.Port.tcp(self.port), "Load balancer to target"
            )
            return balancer
        return ApplicationLoadBalancer(
            self, "LoadBalancer", options=options, network=network, shifts_traffic=shifts
        )

    def _watch_requests(self, alarms: Alarms) -> Mapping[str, cloudwatch.Alarm]:
        if not isinstance(self.load_balancer, ApplicationLoadBalancer):
            return {}
        metrics, period = self.load_balancer.balancer.metrics, alarms.period
        targets, balancers = elbv2.HttpCodeTarget.TARGET_5XX_COUNT, elbv2.HttpCodeElb.ELB_5XX_COUNT
        # The metric is in seconds.
        slow = alarms.latency / 1000 if alarms.latency is not None else None
        return alarms.watch(
            self,
            {
                "Errors": (metrics.http_code_target(targets, period=period), alarms.errors),
                "NoAnswers": (metrics.http_code_elb(balancers, period=period), alarms.errors),
                "Latency": (metrics.target_response_time(period=period, statistic="p95"), slow),
            },
        )


def _options(asked: LoadBalancer | Scheme | None, where: str) -> LoadBalancer | None:
    if asked is None or isinstance(asked, LoadBalancer):
        return asked
    require_choice("load_balancer", asked, Scheme, where=where)
    return BALANCERS[asked]
