"""Elastic Beanstalk environments: the instances and the load balancer that their settings ask for."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from stratiform.cost.component import HOURS, Component
from stratiform.cost.instances import KEYS, Fleet, fleet
from stratiform.cost.meter import Meter
from stratiform.cost.reading import Reading
from stratiform.cost.values import mappings, text


def _environment(reading: Reading) -> Iterator[Component]:
    settings = {
        (text(each.get("Namespace")), text(each.get("OptionName"))): text(each.get("Value"))
        for each in mappings(reading.get("OptionSettings"))
    }
    launch = "aws:autoscaling:launchconfiguration"
    types = settings.get(("aws:ec2:instances", "InstanceTypes"), "").split(",")
    type_ = types[0].strip() or settings.get((launch, "InstanceType"), "") or "t3.micro"
    count = settings.get(("aws:autoscaling:asg", "MinSize"), "1")
    disk = {
        "VolumeType": settings.get((launch, "RootVolumeType"), "gp2"),
        "VolumeSize": settings.get((launch, "RootVolumeSize"), "8"),
        "Iops": settings.get((launch, "RootVolumeIOPS"), ""),
    }
    number = Decimal(count) if count.isdecimal() else Decimal(1)
    yield from fleet(reading, Fleet(type_, number, {"BlockDeviceMappings": [{"Ebs": disk}]}))
    if settings.get(("aws:elasticbeanstalk:environment", "EnvironmentType")) != "SingleInstance":
        kind = settings.get(("aws:elasticbeanstalk:environment", "LoadBalancerType"), "application")
        yield from reading.charge(f"{kind.capitalize()} load balancer", f"elb.{kind}.hour", HOURS)
        reading.note("The load balancer's capacity units and the logs are not counted")


METERS = (
    Meter(
        "Elastic Beanstalk",
        ("AWS::ElasticBeanstalk::Environment",),
        _environment,
        KEYS,
        ("The least number of instances; a database of the environment is not counted.",),
    ),
)
