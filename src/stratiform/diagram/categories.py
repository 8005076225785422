"""What kind of thing a service is: a colour and a glyph of our own for each.

AWS's icon set has terms of its own, so the glyphs here are plain strokes on a 24 by 24 grid.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Category:
    """``colour`` stands on white and on black; ``glyph`` is an SVG path, drawn as strokes."""

    name: str
    colour: str
    glyph: str


CATEGORIES: Final[dict[str, Category]] = {
    "actor": Category(
        "Outside", "#57606a", "M4 12a8 8 0 1 0 16 0a8 8 0 1 0-16 0M4 12h16M12 4c5 5 5 11 0 16c-5-5-5-11 0-16"
    ),
    "function": Category("Functions", "#c2570c", "M6 4h3l8 16h2M11 10l-5 10"),
    "container": Category(
        "Containers", "#b45309", "M12 3l8 4.5v9L12 21l-8-4.5v-9zM4 7.5l8 4.5l8-4.5M12 12v9"
    ),
    "server": Category(
        "Servers", "#a04a12", "M6 6h12v12H6zM9 3v3M15 3v3M9 18v3M15 18v3M3 9h3M3 15h3M18 9h3M18 15h3"
    ),
    "storage": Category("Storage", "#3f7d20", "M4 6h16l-2 14H6zM4 6a8 2.5 0 0 1 16 0M7 11h10"),
    "database": Category(
        "Databases", "#3b5bdb", "M5 6v12c0 4 14 4 14 0V6M5 6c0 4 14 4 14 0c0-4-14-4-14 0M5 12c0 4 14 4 14 0"
    ),
    "messaging": Category("Messages and events", "#c2255c", "M3 6h18v12H3zM3 7l9 7l9-7"),
    "workflow": Category("Workflows", "#b02a6b", "M9 3h6v5H9zM3 16h6v5H3zM15 16h6v5h-6zM12 8v4M6 16v-4h12v4"),
    "network": Category(
        "Network and delivery",
        "#7048a8",
        "M12 4v6M12 14v6M4 12h6M14 12h6M12 4l-2 3M12 4l2 3M20 12l-3-2M20 12l-3 2M10 10h4v4h-4z",
    ),
    "api": Category("APIs", "#86378f", "M8 6l-5 6l5 6M16 6l5 6l-5 6M14 4l-4 16"),
    "security": Category("Identity and secrets", "#c92a2a", "M5 11h14v10H5zM8 11V8a4 4 0 0 1 8 0v3M12 15v3"),
    "observability": Category("Observing", "#a1336b", "M3 20h18M6 20v-6M11 20V9M16 20v-9M20 20V5"),
    "analytics": Category("Analytics", "#5f3dc4", "M4 4v16h16M7 15l4-5l3 3l6-8"),
    "learning": Category(
        "Machine learning",
        "#0b7285",
        "M12 4v4M12 16v4M4 12h4M16 12h4M8 8h8v8H8zM6 6l2 2M18 6l-2 2M6 18l2-2M18 18l-2-2",
    ),
    "delivery": Category("Build and deploy", "#1864ab", "M4 8l8-4l8 4l-8 4zM4 12l8 4l8-4M4 16l8 4l8-4"),
    "things": Category("Devices", "#2b8a3e", "M7 3h10v18H7zM10 18h4"),
    "other": Category("Other", "#57606a", "M5 5h14v14H5zM9 9h6v6H9z"),
}

# Services, the second word of a type, by category.
_SERVICES: Final = {
    "function": "Lambda Serverless",
    "container": "ECS EKS ECR AppRunner Batch",
    "server": "EC2 AutoScaling ElasticBeanstalk Lightsail ImageBuilder",
    "storage": """
        S3 EFS FSx Backup S3Express DataSync S3ObjectLambda S3Tables S3Vectors Transfer
        StorageGateway
    """,
    "database": """
        DynamoDB RDS ElastiCache MemoryDB DAX DocDB Neptune NeptuneGraph Redshift
        RedshiftServerless DSQL Timestream Cassandra QLDB DMS OpenSearchService Elasticsearch
        OpenSearchServerless
    """,
    "messaging": """
        SQS SNS Events Pipes EventSchemas Scheduler AmazonMQ MSK Kinesis KinesisFirehose SES
        Pinpoint AppFlow KafkaConnect Connect
    """,
    "workflow": "StepFunctions MWAA SWF",
    "network": """
        ElasticLoadBalancingV2 ElasticLoadBalancing CloudFront Route53 GlobalAccelerator
        NetworkFirewall Route53Resolver VpcLattice ServiceDiscovery AppMesh DirectConnect
        NetworkManager
    """,
    "api": "ApiGateway ApiGatewayV2 AppSync",
    "security": """
        IAM KMS SecretsManager Cognito WAFv2 WAF WAFRegional CertificateManager ACMPCA GuardDuty
        SecurityHub Inspector InspectorV2 Macie VerifiedPermissions SSO Shield AccessAnalyzer
        DirectoryService Detective FMS
    """,
    "observability": "Logs CloudWatch CloudTrail XRay Synthetics Config APS Grafana RUM Oam",
    "analytics": """
        Glue Athena EMR EMRServerless KinesisAnalytics KinesisAnalyticsV2 LakeFormation QuickSight
        DataBrew DataZone
    """,
    "learning": "SageMaker Bedrock BedrockAgentCore Kendra Lex Comprehend Rekognition QBusiness Personalize",
    "delivery": """
        CodeBuild CodePipeline CodeDeploy CodeCommit CodeArtifact CodeStarConnections
        CodeConnections CloudFormation Amplify ServiceCatalog
    """,
    "things": "IoT Greengrass GreengrassV2 IoTAnalytics IoTEvents IoTSiteWise",
}
SERVICES: Final = {service: key for key, names in _SERVICES.items() for service in names.split()}

# Where the service alone would mislead.
TYPES: Final[dict[str, str]] = {
    "AWS::EC2::VPC": "network",
    "AWS::EC2::NatGateway": "network",
    "AWS::EC2::VPCEndpoint": "network",
    "AWS::EC2::InternetGateway": "network",
    "AWS::EC2::VPCPeeringConnection": "network",
    "AWS::EC2::TransitGateway": "network",
    "AWS::EC2::TransitGatewayAttachment": "network",
    "AWS::EC2::ClientVpnEndpoint": "network",
    "AWS::EC2::VPNGateway": "network",
    "AWS::EC2::CustomerGateway": "network",
    "AWS::EC2::VPNConnection": "network",
    "AWS::EC2::InstanceConnectEndpoint": "network",
    "AWS::EC2::SecurityGroup": "security",
    "AWS::EC2::Volume": "storage",
    "AWS::Serverless::Api": "api",
    "AWS::Serverless::HttpApi": "api",
    "AWS::Serverless::GraphQLApi": "api",
    "AWS::Serverless::SimpleTable": "database",
    "AWS::Serverless::StateMachine": "workflow",
    "AWS::Serverless::Application": "delivery",
    "AWS::CloudFront::Function": "function",
    "AWS::SSM::Parameter": "security",
}


def category(type_: str) -> str:
    """The key of CATEGORIES for a CloudFormation type."""
    words = type_.split("::")
    return TYPES.get(type_) or (SERVICES.get(words[1], "other") if len(words) > 2 else "other")
