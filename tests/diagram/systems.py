"""Small systems to draw, as templates."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent, indent

from stratiform.assembly import read
from stratiform.assembly.graph import Address, Graph

NETWORK = """
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
  Gateway: {Type: AWS::EC2::InternetGateway}
  Attached:
    Type: AWS::EC2::VPCGatewayAttachment
    Properties: {VpcId: !Ref Vpc, InternetGatewayId: !Ref Gateway}
  PublicRoutes: {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref Vpc}}
  ToInternet:
    Type: AWS::EC2::Route
    Properties: {RouteTableId: !Ref PublicRoutes, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Gateway}
  EgressRoutes: {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref Vpc}}
  ToNat:
    Type: AWS::EC2::Route
    Properties: {RouteTableId: !Ref EgressRoutes, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: !Ref Nat}
  IsolatedRoutes: {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref Vpc}}
  PublicA: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc}}
  PublicB: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc}}
  EgressA: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc}}
  IsolatedA: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc}}
  IsolatedB: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc}}
  JoinPublicA:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties: {SubnetId: !Ref PublicA, RouteTableId: !Ref PublicRoutes}
  JoinPublicB:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties: {SubnetId: !Ref PublicB, RouteTableId: !Ref PublicRoutes}
  JoinEgressA:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties: {SubnetId: !Ref EgressA, RouteTableId: !Ref EgressRoutes}
  JoinIsolatedA:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties: {SubnetId: !Ref IsolatedA, RouteTableId: !Ref IsolatedRoutes}
  JoinIsolatedB:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties: {SubnetId: !Ref IsolatedB, RouteTableId: !Ref IsolatedRoutes}
  Nat: {Type: AWS::EC2::NatGateway, Properties: {SubnetId: !Ref PublicA}}
"""

WEB = (
    NETWORK
    + """
  Balancer:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      Scheme: internet-facing
      Subnets: [!Ref PublicA, !Ref PublicB]
      SecurityGroups: [!Ref BalancerGroup]
  BalancerGroup: {Type: AWS::EC2::SecurityGroup, Properties: {VpcId: !Ref Vpc}}
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref Balancer
      DefaultActions: [{Type: forward, TargetGroupArn: !Ref Targets}]
  Targets: {Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: {VpcId: !Ref Vpc}}
  Cluster: {Type: AWS::ECS::Cluster}
  Task: {Type: AWS::ECS::TaskDefinition, Properties: {TaskRoleArn: !GetAtt Role.Arn}}
  Role: {Type: AWS::IAM::Role}
  Service:
    Type: AWS::ECS::Service
    Properties:
      Cluster: !Ref Cluster
      TaskDefinition: !Ref Task
      LoadBalancers: [{TargetGroupArn: !Ref Targets}]
      NetworkConfiguration:
        AwsvpcConfiguration: {Subnets: [!Ref EgressA], SecurityGroups: [!Ref ServiceGroup]}
  ServiceGroup: {Type: AWS::EC2::SecurityGroup, Properties: {VpcId: !Ref Vpc}}
  DatabaseGroup: {Type: AWS::EC2::SecurityGroup, Properties: {VpcId: !Ref Vpc}}
  Rule:
    Type: AWS::EC2::SecurityGroupIngress
    Properties:
      {GroupId: !Ref DatabaseGroup, SourceSecurityGroupId: !Ref ServiceGroup, IpProtocol: tcp, FromPort: 5432}
  DatabaseSubnets: {Type: AWS::RDS::DBSubnetGroup, Properties: {SubnetIds: [!Ref IsolatedA, !Ref IsolatedB]}}
  Database:
    Type: AWS::RDS::DBInstance
    Properties: {DBSubnetGroupName: !Ref DatabaseSubnets, VPCSecurityGroups: [!Ref DatabaseGroup]}
"""
)

ORDERS = """
  Api: {Type: AWS::ApiGateway::RestApi}
  Orders:
    Type: AWS::ApiGateway::Resource
    Properties: {RestApiId: !Ref Api, PathPart: orders, ParentId: !GetAtt Api.RootResourceId}
  Post:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !Ref Orders
      HttpMethod: POST
      Integration: {Uri: !Sub "arn:aws:apigateway:x:lambda:path/functions/${Place.Arn}/invocations"}
  Allowed:
    Type: AWS::Lambda::Permission
    Properties: {FunctionName: !GetAtt Place.Arn, SourceArn: !Sub "arn:aws:execute-api:x:y:${Api}/*"}
  Place:
    Type: AWS::Lambda::Function
    Properties: {Runtime: python3.13, Role: !GetAtt PlaceRole.Arn, LoggingConfig: {LogGroup: !Ref PlaceLogs}}
  PlaceLogs: {Type: AWS::Logs::LogGroup}
  PlaceRole: {Type: AWS::IAM::Role}
  PlacePolicy:
    Type: AWS::IAM::Policy
    Properties:
      Roles: [!Ref PlaceRole]
      PolicyDocument:
        Statement:
          - {Effect: Allow, Action: ["sqs:SendMessage", "sqs:GetQueueUrl"], Resource: !GetAtt Jobs.Arn}
          - {Effect: Allow, Action: ["dynamodb:PutItem", "dynamodb:GetItem"], Resource: !GetAtt Table.Arn}
  Jobs: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt Failures.Arn}}}
  Failures: {Type: AWS::SQS::Queue}
  Table: {Type: AWS::DynamoDB::Table, Properties: {BillingMode: PAY_PER_REQUEST}}
  Work: {Type: AWS::Lambda::Function, Properties: {Runtime: python3.13}}
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties: {EventSourceArn: !GetAtt Jobs.Arn, FunctionName: !Ref Work}
  Busy: {Type: AWS::CloudWatch::Alarm, Properties: {Dimensions: [{Name: FunctionName, Value: !Ref Work}]}}
"""


def system(folder: Path, resources: str, name: str = "system") -> Graph:
    """The graph of a template with these resources; its one stack is called ``name``."""
    file = folder / f"{name}.yaml"
    file.write_text(f"Resources:\n{indent(dedent(resources), '  ')}")
    return read(file)


def at(logical_id: str, stack: str = "system") -> Address:
    """The address of a resource of ``system``."""
    return Address(stack, logical_id)
