"""An application load balancer before one service."""

from __future__ import annotations

import aws_cdk as cdk
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_ecs as ecs
from aws_cdk import aws_elasticloadbalancingv2 as elbv2

from constructs import Construct
from stratiform.constructs.environment import tier_of
from stratiform.constructs.load_balancer import LoadBalancer
from stratiform.constructs.load_balancer_logs import keep_access_logs
from stratiform.constructs.network import Network

NOT_FOUND = 404


class ApplicationLoadBalancer(Construct):
    """Listeners and target groups for one service.

    Where a deployment shifts traffic there are two target groups, and ECS weighs them in the one rule.
    """

    def __init__(
        self, scope: Construct, id: str, *, options: LoadBalancer, network: Network, shifts_traffic: bool
    ) -> None:
        super().__init__(scope, id)
        tier = tier_of(self).load_balancer
        self.options = options
        self.network = network
        self.balancer = elbv2.ApplicationLoadBalancer(
            self,
            "Resource",
            vpc=network.vpc,
            vpc_subnets=network.subnets("public" if options.is_public else None),
            internet_facing=options.is_public,
            drop_invalid_header_fields=True,
            deletion_protection=tier.deletion_protection,
        )
        if tier.access_logs:
            keep_access_logs(self, self.balancer)
        self.group = self._group("Targets")
        self.connections = ec2.Connections(
            security_groups=self.balancer.connections.security_groups, default_port=ec2.Port.tcp(self.port)
        )
        listener = self._listener()
        self.alternate: ecs.AlternateTarget | None = None
        if shifts_traffic:
            self.alternate = self._shift(listener)
        else:
            listener.add_action("Forward", action=elbv2.ListenerAction.forward([self.group]))

    @property
    def port(self) -> int:
        """Where it listens: 443 with a certificate, else 80."""
        return 443 if self.options.certificate else 80

    @property
    def url(self) -> str:
        """Its address, without a slash at the end."""
        host = self.options.domain or self.balancer.load_balancer_dns_name
        return f"{'https' if self.options.certificate else 'http'}://{host}"

    def attach(self, target: ecs.IEcsLoadBalancerTarget) -> None:
        """Send requests to the tasks of a service."""
        target.attach_to_application_target_group(self.group)

    def _listener(self) -> elbv2.ApplicationListener:
        certificates = self.options.certificates(self)
        if certificates:
            self.balancer.add_redirect(open=self.options.is_public)
        return self.balancer.add_listener(
            "Listener",
            port=self.port,
            protocol=elbv2.ApplicationProtocol.HTTPS if certificates else elbv2.ApplicationProtocol.HTTP,
            certificates=certificates or None,
            ssl_policy=elbv2.SslPolicy.RECOMMENDED_TLS if certificates else None,
            open=self.options.is_public,
        )

    def _group(self, id: str) -> elbv2.ApplicationTargetGroup:
        return elbv2.ApplicationTargetGroup(
            self,
            id,
            vpc=self.network.vpc,
            target_type=elbv2.TargetType.IP,
            protocol=elbv2.ApplicationProtocol.HTTP,
            port=80,
            deregistration_delay=cdk.Duration.seconds(self.options.deregistration),
            health_check=elbv2.HealthCheck(
                path=self.options.health,
                interval=cdk.Duration.seconds(10),
                timeout=cdk.Duration.seconds(5),
                healthy_threshold_count=2,
                unhealthy_threshold_count=3,
                healthy_http_codes="200",
            ),
        )

    def _shift(self, listener: elbv2.ApplicationListener) -> ecs.AlternateTarget:
        green = self._group("AlternateTargets")
        listener.add_action("Nothing", action=elbv2.ListenerAction.fixed_response(NOT_FOUND))
        rule = elbv2.ApplicationListenerRule(
            self,
            "Rule",
            listener=listener,
            priority=1,
            conditions=[elbv2.ListenerCondition.path_patterns(["/*"])],
            action=elbv2.ListenerAction.weighted_forward(
                [
                    elbv2.WeightedTargetGroup(target_group=self.group, weight=100),
                    elbv2.WeightedTargetGroup(target_group=green, weight=0),
                ]
            ),
        )
        return ecs.AlternateTarget(
            "Alternate",
            alternate_target_group=green,
            production_listener=ecs.ListenerRuleConfiguration.application_listener_rule(rule),
        )
