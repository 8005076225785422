"""What a resource type is called in a picture."""

from __future__ import annotations

import re
from typing import Final

NOUNS: Final[dict[str, str]] = {
    "AWS::ApiGateway::RestApi": "REST API",
    "AWS::ApiGatewayV2::Api": "HTTP API",
    "AWS::AppSync::GraphQLApi": "GraphQL API",
    "AWS::AutoScaling::AutoScalingGroup": "Auto Scaling group",
    "AWS::CloudFront::Distribution": "CloudFront distribution",
    "AWS::Cognito::UserPool": "Cognito user pool",
    "AWS::Cognito::IdentityPool": "Cognito identity pool",
    "AWS::CloudFormation::Stack": "Nested stack",
    "AWS::DynamoDB::Table": "DynamoDB table",
    "AWS::DynamoDB::GlobalTable": "DynamoDB global table",
    "AWS::EC2::Instance": "EC2 instance",
    "AWS::EC2::NatGateway": "NAT gateway",
    "AWS::EC2::VPC": "VPC",
    "AWS::EC2::VPCEndpoint": "VPC endpoint",
    "AWS::ECS::Cluster": "ECS cluster",
    "AWS::ECS::Service": "ECS service",
    "AWS::ECS::TaskDefinition": "ECS task",
    "AWS::EFS::FileSystem": "EFS file system",
    "AWS::EKS::Cluster": "EKS cluster",
    "AWS::EKS::Nodegroup": "EKS node group",
    "AWS::ElastiCache::CacheCluster": "ElastiCache cluster",
    "AWS::ElastiCache::ReplicationGroup": "ElastiCache group",
    "AWS::ElastiCache::ServerlessCache": "ElastiCache serverless",
    "AWS::ElasticLoadBalancing::LoadBalancer": "Classic load balancer",
    "AWS::ElasticLoadBalancingV2::LoadBalancer": "Load balancer",
    "AWS::Events::EventBus": "Event bus",
    "AWS::Events::Rule": "EventBridge rule",
    "AWS::Events::ApiDestination": "API destination",
    "AWS::Kinesis::Stream": "Kinesis stream",
    "AWS::KinesisFirehose::DeliveryStream": "Firehose stream",
    "AWS::KMS::Key": "KMS key",
    "AWS::Lambda::Function": "Lambda function",
    "AWS::Logs::LogGroup": "Log group",
    "AWS::Pipes::Pipe": "EventBridge pipe",
    "AWS::RDS::DBCluster": "Aurora cluster",
    "AWS::RDS::DBInstance": "RDS instance",
    "AWS::RDS::DBProxy": "RDS proxy",
    "AWS::S3::Bucket": "S3 bucket",
    "AWS::SNS::Topic": "SNS topic",
    "AWS::SQS::Queue": "SQS queue",
    "AWS::SSM::Parameter": "SSM parameter",
    "AWS::Scheduler::Schedule": "Schedule",
    "AWS::SecretsManager::Secret": "Secret",
    "AWS::Serverless::Api": "REST API",
    "AWS::Serverless::Function": "Lambda function",
    "AWS::Serverless::HttpApi": "HTTP API",
    "AWS::Serverless::SimpleTable": "DynamoDB table",
    "AWS::Serverless::StateMachine": "State machine",
    "AWS::StepFunctions::StateMachine": "State machine",
    "AWS::WAFv2::WebACL": "Web ACL",
}

_ACRONYMS: Final = {
    "ACL",
    "API",
    "DB",
    "DNS",
    "EBS",
    "HTTP",
    "IAM",
    "IP",
    "SAML",
    "SQL",
    "TLS",
    "URL",
    "VPC",
    "VPN",
}

# Beyond this a type goes without its service, which the colour tells too.
LONGEST: Final = 28

_WORD: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z][a-z0-9]*|[a-z0-9]+")


def noun(type_: str) -> str:
    """``AWS::Kendra::DataSource`` is a ``Kendra data source`` where the table has no better name."""
    if type_ in NOUNS:
        return NOUNS[type_]
    words = type_.split("::")
    if len(words) < 3:
        return f"Custom {' '.join(_split(words[-1]))}".rstrip()
    kind = " ".join(_split(words[-1]))
    return f"{words[1]} {kind}" if len(words[1]) + len(kind) < LONGEST else kind[:1].upper() + kind[1:]


def counted(singular: str, count: int) -> str:
    """``1 finding``, ``12 Lambda functions``."""
    if count == 1:
        return f"1 {singular}"
    if singular.endswith("y") and singular[-2:-1] not in "aeiou":
        return f"{count} {singular[:-1]}ies"
    return f"{count} {singular}{'es' if singular.endswith(('s', 'x', 'ch')) else 's'}"


def _split(name: str) -> list[str]:
    return [
        word.upper() if word.upper() in _ACRONYMS or (word.isupper() and len(word) > 1) else word.lower()
        for word in _WORD.findall(name)
    ]
