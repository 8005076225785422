"""Which types are plumbing, and what each of them serves.

A type of this table is not drawn on its own: it is folded into what it serves. ``serves`` are beginnings
of property paths, tried in order: the first that names something drawn says where it goes. ``used_by`` is
a pattern of property paths through which its users name it. Where neither finds anything the nearest
drawn resource in the construct tree has it, and where there is none it is drawn after all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final


@dataclass(frozen=True)
class Fold:
    """Where a type goes. ``stands_in``: a reference to it means what it serves, e.g. a function's alias."""

    serves: tuple[str, ...] = ()
    used_by: str = ""
    stands_in: bool = False
    nearest: bool = True

    @property
    def users(self) -> re.Pattern[str] | None:
        """``used_by``, compiled."""
        return _compiled(self.used_by) if self.used_by else None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _serves(*properties: str, used_by: str = "", stands_in: bool = False, nearest: bool = True) -> Fold:
    return Fold(properties, used_by, stands_in, nearest)


_ROLE: Final = r"role|profile"

FOLDS: Final[dict[str, Fold]] = {
    # identity
    "AWS::IAM::Role": _serves(used_by=_ROLE),
    "AWS::IAM::InstanceProfile": _serves(used_by=_ROLE),
    "AWS::IAM::Policy": _serves("Roles", "Users", "Groups"),
    "AWS::IAM::RolePolicy": _serves("RoleName"),
    "AWS::IAM::ManagedPolicy": _serves("Roles", "Users", "Groups", used_by="ManagedPolicyArns"),
    "AWS::IAM::AccessKey": _serves("UserName"),
    "AWS::KMS::Alias": _serves("TargetKeyId", stands_in=True),
    "AWS::SecretsManager::Secret": _serves(
        used_by="MasterUser|AuthToken|MasterPassword", stands_in=True, nearest=False
    ),
    "AWS::SecretsManager::SecretTargetAttachment": _serves("SecretId", stands_in=True),
    "AWS::SecretsManager::RotationSchedule": _serves("SecretId"),
    "AWS::SecretsManager::ResourcePolicy": _serves("SecretId"),
    "AWS::Cognito::UserPoolClient": _serves("UserPoolId", stands_in=True),
    "AWS::Cognito::UserPoolDomain": _serves("UserPoolId", stands_in=True),
    "AWS::Cognito::UserPoolGroup": _serves("UserPoolId"),
    "AWS::Cognito::IdentityPoolRoleAttachment": _serves("IdentityPoolId"),
    "AWS::WAFv2::WebACLAssociation": _serves("WebACLArn"),
    # network
    "AWS::EC2::Subnet": _serves("VpcId"),
    "AWS::EC2::RouteTable": _serves("VpcId"),
    "AWS::EC2::Route": _serves("RouteTableId"),
    "AWS::EC2::SubnetRouteTableAssociation": _serves("SubnetId"),
    "AWS::EC2::SubnetNetworkAclAssociation": _serves("SubnetId"),
    "AWS::EC2::SubnetCidrBlock": _serves("SubnetId"),
    "AWS::EC2::VPCCidrBlock": _serves("VpcId"),
    "AWS::EC2::NetworkAcl": _serves("VpcId"),
    "AWS::EC2::NetworkAclEntry": _serves("NetworkAclId"),
    "AWS::EC2::InternetGateway": _serves(used_by="InternetGatewayId"),
    "AWS::EC2::EgressOnlyInternetGateway": _serves("VpcId"),
    "AWS::EC2::VPCGatewayAttachment": _serves("VpcId"),
    "AWS::EC2::DHCPOptions": _serves(used_by="DhcpOptionsId"),
    "AWS::EC2::VPCDHCPOptionsAssociation": _serves("VpcId"),
    "AWS::EC2::FlowLog": _serves("ResourceId"),
    "AWS::EC2::EIP": _serves("InstanceId", used_by="AllocationId|EIP"),
    "AWS::EC2::EIPAssociation": _serves("InstanceId", "NetworkInterfaceId", stands_in=True),
    "AWS::EC2::NetworkInterface": _serves(used_by="NetworkInterface"),
    "AWS::EC2::SecurityGroup": _serves(used_by="SecurityGroup|SecurityGroups|VpcSecurityGroupIds"),
    "AWS::EC2::SecurityGroupIngress": _serves("GroupId"),
    "AWS::EC2::SecurityGroupEgress": _serves("GroupId"),
    "AWS::EC2::LaunchTemplate": _serves(used_by="LaunchTemplate"),
    "AWS::EC2::Volume": _serves(used_by="VolumeId"),
    "AWS::EC2::VolumeAttachment": _serves("InstanceId"),
    "AWS::EC2::KeyPair": _serves(used_by="KeyName"),
    "AWS::ServiceDiscovery::PrivateDnsNamespace": _serves("Vpc"),
    "AWS::ServiceDiscovery::Service": _serves(used_by="ServiceRegistries", stands_in=True),
    "AWS::Route53::RecordSet": _serves("AliasTarget", "ResourceRecords", "HostedZoneId"),
    "AWS::Route53::RecordSetGroup": _serves("RecordSets", "HostedZoneId"),
    "AWS::Route53::HealthCheck": _serves(used_by="HealthCheckId"),
    "AWS::CertificateManager::Certificate": _serves(used_by="Certificate", nearest=False),
    # load balancing and scaling
    "AWS::ElasticLoadBalancingV2::Listener": _serves("LoadBalancerArn", stands_in=True),
    "AWS::ElasticLoadBalancingV2::ListenerRule": _serves("ListenerArn"),
    "AWS::ElasticLoadBalancingV2::ListenerCertificate": _serves("ListenerArn"),
    "AWS::ElasticLoadBalancingV2::TargetGroup": _serves(
        "Targets", used_by=r"^LoadBalancers|^TargetGroupARNs|^LoadBalancerInfo", stands_in=True
    ),
    "AWS::AutoScaling::LaunchConfiguration": _serves(used_by="LaunchConfigurationName"),
    "AWS::AutoScaling::ScalingPolicy": _serves("AutoScalingGroupName"),
    "AWS::AutoScaling::ScheduledAction": _serves("AutoScalingGroupName"),
    "AWS::AutoScaling::LifecycleHook": _serves("AutoScalingGroupName"),
    "AWS::AutoScaling::WarmPool": _serves("AutoScalingGroupName"),
    "AWS::ApplicationAutoScaling::ScalableTarget": _serves("ResourceId"),
    "AWS::ApplicationAutoScaling::ScalingPolicy": _serves(
        "ScalingTargetId", "ScalableTargetId", "ResourceId"
    ),
    # containers
    "AWS::ECS::Cluster": _serves(used_by="^Cluster|EcsParameters|ClusterArn"),
    "AWS::ECS::ClusterCapacityProviderAssociations": _serves("Cluster"),
    "AWS::ECS::CapacityProvider": _serves("AutoScalingGroupProvider", stands_in=True),
    "AWS::ECS::TaskDefinition": _serves(used_by="^TaskDefinition", stands_in=True, nearest=False),
    "AWS::EKS::Addon": _serves("ClusterName"),
    "AWS::EKS::FargateProfile": _serves("ClusterName"),
    "AWS::EKS::AccessEntry": _serves("ClusterName"),
    "AWS::ECR::RepositoryPolicy": _serves("RepositoryName"),
    # functions
    "AWS::Lambda::Permission": _serves("FunctionName"),
    "AWS::Lambda::Version": _serves("FunctionName", stands_in=True),
    "AWS::Lambda::Alias": _serves("FunctionName", stands_in=True),
    "AWS::Lambda::Url": _serves("TargetFunctionArn", stands_in=True),
    "AWS::Lambda::EventInvokeConfig": _serves("FunctionName"),
    "AWS::Lambda::EventSourceMapping": _serves("FunctionName"),
    "AWS::Lambda::LayerVersion": _serves(used_by="Layers"),
    "AWS::Lambda::LayerVersionPermission": _serves("LayerVersionArn"),
    "AWS::Lambda::CodeSigningConfig": _serves(used_by="CodeSigningConfigArn"),
    "AWS::Serverless::Application": _serves(used_by="^RotationLambdaARN", nearest=False),
    "AWS::Serverless::LayerVersion": _serves(used_by="Layers"),
    # APIs
    "AWS::ApiGateway::Account": _serves("RestApiId"),
    "AWS::ApiGateway::Resource": _serves("RestApiId", stands_in=True),
    "AWS::ApiGateway::Method": _serves("RestApiId"),
    "AWS::ApiGateway::Deployment": _serves("RestApiId"),
    "AWS::ApiGateway::Stage": _serves("RestApiId", stands_in=True),
    "AWS::ApiGateway::Model": _serves("RestApiId"),
    "AWS::ApiGateway::Authorizer": _serves("RestApiId"),
    "AWS::ApiGateway::RequestValidator": _serves("RestApiId"),
    "AWS::ApiGateway::GatewayResponse": _serves("RestApiId"),
    "AWS::ApiGateway::UsagePlan": _serves("ApiStages"),
    "AWS::ApiGateway::UsagePlanKey": _serves("UsagePlanId"),
    "AWS::ApiGateway::ApiKey": _serves("StageKeys", used_by="KeyId"),
    "AWS::ApiGateway::BasePathMapping": _serves("RestApiId"),
    "AWS::ApiGateway::DomainName": _serves(used_by="DomainName", stands_in=True),
    "AWS::ApiGateway::VpcLink": _serves(used_by="ConnectionId"),
    "AWS::ApiGatewayV2::Route": _serves("ApiId"),
    "AWS::ApiGatewayV2::RouteResponse": _serves("ApiId"),
    "AWS::ApiGatewayV2::Stage": _serves("ApiId", stands_in=True),
    "AWS::ApiGatewayV2::Deployment": _serves("ApiId"),
    "AWS::ApiGatewayV2::Integration": _serves("ApiId"),
    "AWS::ApiGatewayV2::IntegrationResponse": _serves("ApiId"),
    "AWS::ApiGatewayV2::Authorizer": _serves("ApiId"),
    "AWS::ApiGatewayV2::Model": _serves("ApiId"),
    "AWS::ApiGatewayV2::ApiMapping": _serves("ApiId"),
    "AWS::ApiGatewayV2::DomainName": _serves(used_by="DomainName", stands_in=True),
    "AWS::ApiGatewayV2::VpcLink": _serves(used_by="ConnectionId"),
    "AWS::AppSync::GraphQLSchema": _serves("ApiId"),
    "AWS::AppSync::ApiKey": _serves("ApiId"),
    "AWS::AppSync::Resolver": _serves("ApiId"),
    "AWS::AppSync::DataSource": _serves("ApiId"),
    "AWS::AppSync::FunctionConfiguration": _serves("ApiId"),
    # edge
    "AWS::CloudFront::OriginAccessControl": _serves(used_by="OriginAccessControlId"),
    "AWS::CloudFront::CloudFrontOriginAccessIdentity": _serves(used_by="OriginAccessIdentity"),
    "AWS::CloudFront::CachePolicy": _serves(used_by="CachePolicyId"),
    "AWS::CloudFront::OriginRequestPolicy": _serves(used_by="OriginRequestPolicyId"),
    "AWS::CloudFront::ResponseHeadersPolicy": _serves(used_by="ResponseHeadersPolicyId"),
    "AWS::CloudFront::Function": _serves(used_by="FunctionAssociations"),
    "AWS::CloudFront::KeyGroup": _serves(used_by="TrustedKeyGroups"),
    "AWS::CloudFront::PublicKey": _serves(used_by="Items"),
    # data
    "AWS::S3::BucketPolicy": _serves("Bucket"),
    "AWS::S3::AccessPoint": _serves("Bucket", stands_in=True),
    "AWS::SQS::QueuePolicy": _serves("Queues"),
    "AWS::SNS::TopicPolicy": _serves("Topics"),
    "AWS::SNS::Subscription": _serves("TopicArn"),
    "AWS::Events::EventBusPolicy": _serves("EventBusName"),
    "AWS::Events::Archive": _serves("SourceArn"),
    "AWS::Events::Connection": _serves(used_by="ConnectionArn"),
    "AWS::RDS::DBInstance": _serves("DBClusterIdentifier", stands_in=True, nearest=False),
    "AWS::RDS::DBSubnetGroup": _serves(used_by="DBSubnetGroupName"),
    "AWS::RDS::DBParameterGroup": _serves(used_by="DBParameterGroupName"),
    "AWS::RDS::DBClusterParameterGroup": _serves(used_by="DBClusterParameterGroupName"),
    "AWS::RDS::OptionGroup": _serves(used_by="OptionGroupName"),
    "AWS::RDS::DBProxyTargetGroup": _serves("DBProxyName"),
    "AWS::DocDB::DBSubnetGroup": _serves(used_by="DBSubnetGroupName"),
    "AWS::DocDB::DBClusterParameterGroup": _serves(used_by="DBClusterParameterGroupName"),
    "AWS::DocDB::DBInstance": _serves("DBClusterIdentifier", stands_in=True, nearest=False),
    "AWS::Neptune::DBInstance": _serves("DBClusterIdentifier", stands_in=True, nearest=False),
    "AWS::Neptune::DBSubnetGroup": _serves(used_by="DBSubnetGroupName"),
    "AWS::Redshift::ClusterSubnetGroup": _serves(used_by="ClusterSubnetGroupName"),
    "AWS::Redshift::ClusterParameterGroup": _serves(used_by="ClusterParameterGroupName"),
    "AWS::ElastiCache::SubnetGroup": _serves(used_by="SubnetGroupName"),
    "AWS::ElastiCache::ParameterGroup": _serves(used_by="ParameterGroupName"),
    "AWS::ElastiCache::User": _serves(used_by="UserIds"),
    "AWS::ElastiCache::UserGroup": _serves(used_by="UserGroupId"),
    "AWS::DAX::SubnetGroup": _serves(used_by="SubnetGroupName"),
    "AWS::EFS::MountTarget": _serves("FileSystemId"),
    "AWS::EFS::AccessPoint": _serves("FileSystemId", stands_in=True),
    "AWS::MSK::Configuration": _serves(used_by="ConfigurationInfo"),
    "AWS::OpenSearchServerless::SecurityPolicy": _serves(used_by="^DependsOn"),
    "AWS::OpenSearchServerless::AccessPolicy": _serves("Policy"),
    # observing
    "AWS::Logs::LogGroup": _serves("LogGroupName", used_by="Log|Destination"),
    "AWS::Logs::LogStream": _serves("LogGroupName"),
    "AWS::Logs::MetricFilter": _serves("LogGroupName"),
    "AWS::Logs::QueryDefinition": _serves("LogGroupNames"),
    "AWS::Logs::ResourcePolicy": _serves("PolicyDocument"),
    "AWS::Logs::SubscriptionFilter": _serves("LogGroupName"),
    "AWS::CloudWatch::Alarm": _serves("Dimensions", "Metrics", "MetricName"),
    "AWS::CloudWatch::CompositeAlarm": _serves("AlarmRule"),
    "AWS::CloudWatch::Dashboard": _serves(nearest=False),
    # delivery and management
    "AWS::SSM::Parameter": _serves("Value"),
    "AWS::Batch::JobDefinition": _serves(used_by="JobDefinition", stands_in=True, nearest=False),
    "AWS::SageMaker::EndpointConfig": _serves(used_by="EndpointConfigName"),
    "AWS::Glue::Table": _serves("DatabaseName"),
    "AWS::IoT::PolicyPrincipalAttachment": _serves("PolicyName"),
    "AWS::IoT::ThingPrincipalAttachment": _serves("ThingName"),
    "AWS::CloudFormation::CustomResource": _serves(""),
}

# Says nothing about the system.
HIDDEN: Final = frozenset(
    {
        "AWS::CDK::Metadata",
        "AWS::CloudFormation::WaitConditionHandle",
        "AWS::CloudFormation::WaitCondition",
        "Custom::CrossRegionExportReader",
        "Custom::CrossRegionExportWriter",
    }
)
# Drawn as a box around others.
CONTAINERS: Final = frozenset({"AWS::EC2::VPC"})

# A type that nobody listed: the last word of its name tells whether it exists for another resource.
_PLUMBING: Final = re.compile(
    r"(Association|Associations|Attachment|Policy|Permission|Permissions|Membership|Grant|Version|Alias|"
    r"SubnetGroup|ParameterGroup|OptionGroup|SecurityGroup|SecurityConfiguration|Deployment|Stage|Method|"
    r"Authorizer|Validator|Model|Mapping|Response|MountTarget|Profile|Attribute|AccessKey|Target)$"
)
_UNLISTED: Final = Fold(serves=("",), used_by="")


def fold(type_: str) -> Fold | None:
    """How ``type_`` is folded; None for one that is drawn. Every custom resource is plumbing."""
    if type_ in FOLDS:
        return FOLDS[type_]
    if type_.startswith("Custom::") or _PLUMBING.search(type_):
        return _UNLISTED
    return None
