"""What guards and records: WAF, Config, CloudTrail, GuardDuty, Cognito, directories."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from stratiform.assembly.properties import value
from stratiform.cost.component import Component
from stratiform.cost.keys import amount, shape
from stratiform.cost.meter import Meter
from stratiform.cost.reading import Reading
from stratiform.cost.values import mappings, text


def _acl(reading: Reading) -> Iterator[Component]:
    rules = mappings(reading.get("Rules"))
    own = [rule for rule in rules if isinstance(rule.get("Statement"), dict)]
    groups = [r for r in own if value(r, "Statement.RuleGroupReferenceStatement") is not None]
    managed = [r for r in own if value(r, "Statement.ManagedRuleGroupStatement") is not None]
    inside = reading.use("rule_group_rules") or _inside(reading)
    count = len(rules) - len(groups) - len(managed) + inside + reading.use("managed_rule_group_rules")
    yield from reading.charge("Web ACL usage", "waf.acl", 1)
    yield from reading.charge("Rules", "waf.rule", count)
    if groups:
        yield from reading.charge("Rule groups", "waf.rule", len(groups))
    if managed:
        yield from reading.charge("Managed rule groups", "waf.rule", len(managed))
    yield from reading.used("Requests", "waf.requests", "monthly_requests")


def _inside(reading: Reading) -> Decimal:
    """The rules of the rule groups in the same graph that the ACL uses."""
    edges = reading.graph.out_of(reading.address)
    groups = {
        edge.target for edge in edges if reading.graph.resources[edge.target].type == "AWS::WAFv2::RuleGroup"
    }
    return Decimal(sum(len(mappings(reading.graph.resources[g].properties.get("Rules"))) for g in groups))


def _classic_acl(reading: Reading) -> Iterator[Component]:
    yield from reading.charge("Web ACL usage", "waf.acl", 1)
    rules = len(mappings(reading.get("Rules"))) + reading.use("rule_group_rules")
    yield from reading.charge("Rules", "waf.rule", rules)
    yield from reading.used("Requests", "waf.requests", "monthly_requests")


def _config_rule(reading: Reading) -> Iterator[Component]:
    yield from reading.used("Rule evaluations", "config.evaluations", "monthly_rule_evaluations")


def _recorder(reading: Reading) -> Iterator[Component]:
    yield from reading.used("Config items", "config.items", "monthly_config_items")
    yield from reading.used("Custom config items", "config.items", "monthly_custom_config_items")


def _trail(reading: Reading) -> Iterator[Component]:
    if reading.text("IncludeGlobalServiceEvents", "true").lower() == "true":
        yield from reading.used(
            "Management events (additional copies)",
            "cloudtrail.management",
            "monthly_additional_management_events",
        )
    yield from reading.used("Data events", "cloudtrail.data", "monthly_data_events")
    if reading.list("InsightSelectors") or "monthly_insight_events" in reading.stated.values:
        yield from reading.used("Insight events", "cloudtrail.insights", "monthly_insight_events")


def _detector(reading: Reading) -> Iterator[Component]:
    yield from reading.used("CloudTrail events analysed", "guardduty.events", "monthly_events")
    yield from reading.used("Flow and DNS logs analysed", "guardduty.logs", "monthly_logs_gb")


def _pool(reading: Reading) -> Iterator[Component]:
    plan = reading.text("UserPoolTier", "ESSENTIALS").lower()
    advanced = text(reading.get("UserPoolAddOns.AdvancedSecurityMode")).upper() in ("AUDIT", "ENFORCED")
    plan = "plus" if advanced or plan == "plus" else plan if plan == "lite" else "essentials"
    yield from reading.used(f"Active users ({plan})", f"cognito.{plan}", "monthly_active_users")


def _directory(reading: Reading) -> Iterator[Component]:
    kind = "microsoft" if reading.resource.type.endswith("MicrosoftAD") else "simple"
    size = reading.text("Edition", "Enterprise") if kind == "microsoft" else reading.text("Size", "Small")
    controllers = 2 + reading.use("additional_domain_controllers")
    yield from reading.hours(
        f"Directory ({kind} AD, {size.lower()}, domain controllers)",
        f"directory.{kind}.{size.lower()}",
        controllers,
    )


METERS = (
    Meter(
        "WAF",
        ("AWS::WAFv2::WebACL",),
        _acl,
        (
            amount("rule_group_rules", "Rules in one's own rule groups; those of the template by default."),
            amount("managed_rule_group_rules", "Rules of managed groups that are charged one by one."),
            amount("monthly_requests", "Requests.", 100_000, 1_000_000, 10_000_000),
        ),
        ("Subscriptions of Bot Control, Fraud Control and the Marketplace are not counted.",),
    ),
    Meter(
        "WAF",
        ("AWS::WAF::WebACL", "AWS::WAFRegional::WebACL"),
        _classic_acl,
        (
            amount("rule_group_rules", "Rules in rule groups."),
            amount("monthly_requests", "Requests.", 100_000, 1_000_000, 10_000_000),
        ),
    ),
    Meter(
        "Config",
        ("AWS::Config::ConfigRule", "AWS::Config::OrganizationConfigRule"),
        _config_rule,
        (amount("monthly_rule_evaluations", "Evaluations.", 100, 500, 2_000),),
    ),
    Meter(
        "Config",
        ("AWS::Config::ConfigurationRecorder",),
        _recorder,
        (
            amount("monthly_config_items", "Items recorded.", 500, 1_000, 5_000),
            amount("monthly_custom_config_items", "Custom items recorded."),
        ),
    ),
    Meter(
        "CloudTrail",
        ("AWS::CloudTrail::Trail",),
        _trail,
        (
            amount("monthly_additional_management_events", "Management events, beyond the first copy."),
            amount("monthly_data_events", "Data events.", 10_000, 100_000, 1_000_000),
            amount("monthly_insight_events", "Events analysed for insights."),
        ),
        ("The first copy of management events is free.",),
    ),
    Meter(
        "GuardDuty",
        ("AWS::GuardDuty::Detector",),
        _detector,
        (
            amount("monthly_events", "CloudTrail events.", 100_000, 500_000, 2_000_000),
            amount("monthly_logs_gb", "GB of flow and DNS logs.", 1, 5, 50),
        ),
        ("Its optional protection plans are not counted.",),
    ),
    Meter(
        "Cognito",
        ("AWS::Cognito::UserPool",),
        _pool,
        (amount("monthly_active_users", "Active users.", 100, 1_000, 20_000),),
        ("Text messages are not counted.",),
    ),
    Meter(
        "Directory Service",
        ("AWS::DirectoryService::MicrosoftAD", "AWS::DirectoryService::SimpleAD"),
        _directory,
        (shape("additional_domain_controllers", "Domain controllers beyond the first two.", 0),),
    ),
)
