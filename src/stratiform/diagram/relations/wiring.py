"""Wiring by properties: what triggers, delivers, routes and stores, as a table.

A row reads: between what ``source`` names and what ``target`` names, both beginnings of property paths of
a resource of this type, there is a line that says ``label``. An empty end is the resource itself, or what
it is folded into. With ``plumbing`` an end may name plumbing, and means what that serves.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from stratiform.assembly.graph import Address, Graph, Kind, Resource
from stratiform.diagram.hosts import Hosts
from stratiform.diagram.relations.relation import Relation, Strength, between


@dataclass(frozen=True)
class Wire:
    """One row."""

    source: str
    target: str
    label: str
    strength: Strength = Strength.DOES
    plumbing: bool = False


WIRES: Final[dict[str, tuple[Wire, ...]]] = {
    "AWS::Lambda::EventSourceMapping": (
        Wire("EventSourceArn", "FunctionName", "triggers"),
        Wire("FunctionName", "DestinationConfig", "failures to"),
    ),
    "AWS::Lambda::EventInvokeConfig": (
        Wire("FunctionName", "DestinationConfig.OnFailure", "failures to"),
        Wire("FunctionName", "DestinationConfig.OnSuccess", "results to"),
    ),
    "AWS::Lambda::Function": (
        Wire("", "DeadLetterConfig", "failures to"),
        Wire("", "FileSystemConfigs", "mounts"),
        Wire("", "Environment", "uses", Strength.REFERENCE),
    ),
    "AWS::Lambda::Permission": (Wire("SourceArn", "FunctionName", "invokes", Strength.MAY),),
    "AWS::Serverless::Function": (
        Wire("Events", "", "triggers"),
        Wire("", "DeadLetterQueue", "failures to"),
        Wire("", "EventInvokeConfig", "results to"),
        Wire("", "Policies", "uses", Strength.MAY),
        Wire("", "Environment", "uses", Strength.REFERENCE),
    ),
    "AWS::Serverless::Api": (Wire("", "DefinitionBody", "invokes"), Wire("", "Auth", "authorized by")),
    "AWS::Serverless::HttpApi": (Wire("", "DefinitionBody", "invokes"), Wire("", "Auth", "authorized by")),
    "AWS::Serverless::StateMachine": (
        Wire("Events", "", "starts"),
        Wire("", "Definition", "invokes"),
        Wire("", "Policies", "uses", Strength.MAY),
    ),
    "AWS::StepFunctions::StateMachine": (Wire("", "Definition", "invokes"),),
    "AWS::Events::Rule": (
        Wire("EventBusName", "", "events to"),
        Wire("EventPattern", "", "events to"),
        Wire("", "Targets", "triggers"),
    ),
    "AWS::Scheduler::Schedule": (Wire("", "Target", "starts"),),
    "AWS::Pipes::Pipe": (
        Wire("Source", "", "feeds"),
        Wire("", "Enrichment", "enriched by"),
        Wire("", "Target", "delivers to"),
    ),
    "AWS::SNS::Subscription": (
        Wire("TopicArn", "Endpoint", "delivers to"),
        Wire("TopicArn", "RedrivePolicy", "failures to"),
    ),
    "AWS::SNS::Topic": (Wire("", "Subscription", "delivers to"),),
    "AWS::SQS::Queue": (Wire("", "RedrivePolicy", "failures to"),),
    "AWS::S3::Bucket": (
        Wire("", "NotificationConfiguration", "notifies"),
        Wire("", "LoggingConfiguration", "access logs to"),
        Wire("", "ReplicationConfiguration", "replicates to"),
    ),
    "Custom::S3BucketNotifications": (Wire("BucketName", "NotificationConfiguration", "notifies"),),
    "AWS::S3ObjectLambda::AccessPoint": (
        Wire("", "ObjectLambdaConfiguration.TransformationConfigurations", "invokes"),
        Wire("", "ObjectLambdaConfiguration.SupportingAccessPoint", "reads"),
    ),
    "AWS::KinesisFirehose::DeliveryStream": (
        Wire("KinesisStreamSourceConfiguration", "", "feeds"),
        Wire("MSKSourceConfiguration", "", "feeds"),
        Wire("", "S3Destination", "delivers to"),
        Wire("", "ExtendedS3Destination", "delivers to"),
        Wire("", "RedshiftDestination", "delivers to"),
        Wire("", "AmazonopensearchserviceDestination", "delivers to"),
        Wire("", "HttpEndpointDestination", "delivers to"),
    ),
    "AWS::IoT::TopicRule": (Wire("", "TopicRulePayload", "sends to"),),
    "AWS::Logs::SubscriptionFilter": (Wire("LogGroupName", "DestinationArn", "logs to", plumbing=True),),
    "AWS::ApiGateway::Authorizer": (
        Wire("RestApiId", "AuthorizerUri", "authorized by"),
        Wire("RestApiId", "ProviderARNs", "authorized by"),
    ),
    "AWS::ApiGateway::RestApi": (Wire("", "Body", "invokes"),),
    "AWS::ApiGatewayV2::Integration": (Wire("ApiId", "RequestParameters", "sends to"),),
    "AWS::ApiGatewayV2::Authorizer": (
        Wire("ApiId", "AuthorizerUri", "authorized by"),
        Wire("ApiId", "JwtConfiguration", "authorized by"),
    ),
    "AWS::AppSync::DataSource": (
        Wire("ApiId", "LambdaConfig", "invokes"),
        Wire("ApiId", "DynamoDBConfig", "reads and writes"),
        Wire("ApiId", "RelationalDatabaseConfig", "reads and writes"),
        Wire("ApiId", "EventBridgeConfig", "publishes to"),
        Wire("ApiId", "HttpConfig", "calls"),
    ),
    "AWS::AppSync::GraphQLApi": (Wire("", "UserPoolConfig", "authorized by"),),
    "AWS::CloudFront::Distribution": (
        Wire("", "DistributionConfig.Origins", "serves from"),
        Wire("", "DistributionConfig.Logging", "access logs to"),
        Wire("", "DistributionConfig.DefaultCacheBehavior.LambdaFunctionAssociations", "invokes"),
        Wire("", "DistributionConfig.WebACLId", "guarded by"),
    ),
    "AWS::WAFv2::WebACLAssociation": (Wire("ResourceArn", "WebACLArn", "guarded by"),),
    "AWS::Route53::RecordSet": (Wire("HostedZoneId", "AliasTarget", "routes to"),),
    "AWS::ElasticLoadBalancingV2::Listener": (Wire("LoadBalancerArn", "DefaultActions", "routes to"),),
    "AWS::ElasticLoadBalancingV2::ListenerRule": (Wire("ListenerArn", "Actions", "routes to"),),
    "AWS::ElasticLoadBalancingV2::LoadBalancer": (Wire("", "LoadBalancerAttributes", "access logs to"),),
    "AWS::ElasticLoadBalancing::LoadBalancer": (Wire("", "Instances", "routes to"),),
    "AWS::AutoScaling::AutoScalingGroup": (Wire("LoadBalancerNames", "", "routes to"),),
    "AWS::ApiGateway::VpcLink": (Wire("", "TargetArns", "routes to"),),
    "AWS::ECS::Service": (Wire("", "CapacityProviderStrategy", "runs on"),),
    "AWS::ECS::ClusterCapacityProviderAssociations": (
        Wire("Cluster", "CapacityProviders", "runs on", plumbing=True),
    ),
    "AWS::ECS::TaskDefinition": (
        Wire("", "Volumes", "mounts"),
        Wire("", "ContainerDefinitions", "uses", Strength.REFERENCE),
    ),
    "AWS::RDS::DBProxyTargetGroup": (
        Wire("DBProxyName", "DBClusterIdentifiers", "connects to"),
        Wire("DBProxyName", "DBInstanceIdentifiers", "connects to"),
    ),
    "AWS::RDS::DBInstance": (Wire("SourceDBInstanceIdentifier", "", "replicates to"),),
    "AWS::Cognito::UserPool": (Wire("", "LambdaConfig", "triggers"),),
    "AWS::Cognito::IdentityPool": (Wire("", "CognitoIdentityProviders", "trusts"),),
    "AWS::CodePipeline::Pipeline": (Wire("", "Stages", "runs"), Wire("", "ArtifactStore", "artifacts in")),
    "AWS::CodeBuild::Project": (Wire("", "Artifacts", "writes"),),
    "AWS::CloudTrail::Trail": (Wire("", "S3BucketName", "logs to"), Wire("", "CloudWatchLogs", "logs to")),
    "AWS::Kendra::DataSource": (Wire("", "IndexId", "feeds"), Wire("", "DataSourceConfiguration", "reads")),
    "AWS::DMS::ReplicationTask": (
        Wire("SourceEndpointArn", "", "feeds"),
        Wire("", "TargetEndpointArn", "delivers to"),
    ),
    "AWS::SageMaker::Endpoint": (Wire("", "EndpointConfigName", "serves from"),),
    "AWS::SecretsManager::RotationSchedule": (Wire("SecretId", "RotationLambdaARN", "rotated by"),),
    "AWS::GlobalAccelerator::EndpointGroup": (Wire("", "EndpointConfigurations", "routes to"),),
}


def relations(graph: Graph, hosts: Hosts) -> Iterator[Relation]:
    """What the table finds, with the property as its reason."""
    for type_, wires in WIRES.items():
        for resource in graph.of_type(type_):
            for wire in wires:
                sources = _end(graph, hosts, resource, wire, wire.source)
                targets = _end(graph, hosts, resource, wire, wire.target)
                reason = f"{resource.path}: {wire.target or wire.source}"
                yield from between(sources, targets, wire.label, reason, wire.strength)


def _end(graph: Graph, hosts: Hosts, resource: Resource, wire: Wire, beginning: str) -> dict[Address, None]:
    if not beginning:
        return dict.fromkeys(hosts.nodes(resource.address))
    found: dict[Address, None] = {}
    for edge in graph.out_of(resource.address):
        quiet = edge.kind is Kind.DEPENDS_ON or graph.resources[edge.target].type == "AWS::KMS::Key"
        if not quiet and edge.at.startswith(beginning):
            meant = hosts.meant(edge.target)
            found |= dict.fromkeys(hosts.nodes(edge.target) if wire.plumbing and not meant else meant)
    return found
