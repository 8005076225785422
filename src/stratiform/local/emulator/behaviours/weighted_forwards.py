"""A forward action keeps every target group, its weight and stickiness: MiniStack keeps the first group."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from xml.sax.saxutils import escape

from stratiform.local.emulator import private

EXPLAIN = (
    "The gateway asks targets with HTTP/1.1, also for HTTP2 and GRPC, passes on TCP and no UDP, asks no"
    " client for a certificate, and answers 501 for actions other than forward, redirect and fixed-response."
)

_ACTIONS = "services.cloudformation.provisioners"


def install() -> None:
    """Keep ``ForwardConfig`` of a template's and a request's actions, and tell it in the API's answers."""
    private.wrap(_ACTIONS, "_elbv2_listener_actions", _kept)
    private.wrap("services.alb", "_parse_actions", _read)
    private.wrap("services.alb", "_action_xml", _told)


def _kept(original: Callable[..., list[dict[str, Any]]]) -> Callable[..., list[dict[str, Any]]]:
    def actions(props: Mapping[str, Any], lb_arn: str, prop: str = "DefaultActions") -> list[dict[str, Any]]:
        made = original(props, lb_arn, prop)
        given = [action for action in props.get(prop) or () if isinstance(action, dict)]
        for action, described in zip(made, given, strict=True):
            config = described.get("ForwardConfig")
            if isinstance(config, dict) and config.get("TargetGroups"):
                action["ForwardConfig"] = config
        return made

    return actions


def _read(original: Callable[..., list[dict[str, Any]]]) -> Callable[..., list[dict[str, Any]]]:
    def actions(params: Mapping[str, Any], prefix: str = "DefaultActions") -> list[dict[str, Any]]:
        made = original(params, prefix)
        for number, action in enumerate(made, start=1):
            config = _config(params, f"{prefix}.member.{number}.ForwardConfig")
            if config["TargetGroups"]:
                action["ForwardConfig"] = config
                # The one that MiniStack itself sends requests to.
                heaviest = max(config["TargetGroups"], key=lambda one: int(one["Weight"]))
                action["TargetGroupArn"] = heaviest["TargetGroupArn"]
        return made

    return actions


def _config(params: Mapping[str, Any], prefix: str) -> dict[str, Any]:
    """The ``ForwardConfig`` of a request."""

    def value(name: str) -> str:
        return str(private.get("services.alb", "_p")(params, f"{prefix}.{name}", ""))

    groups: list[dict[str, Any]] = []
    while arn := value(f"TargetGroups.member.{len(groups) + 1}.TargetGroupArn"):
        weight = value(f"TargetGroups.member.{len(groups) + 1}.Weight")
        groups.append({"TargetGroupArn": arn, "Weight": int(weight or 1)})
    config: dict[str, Any] = {"TargetGroups": groups}
    if value("TargetGroupStickinessConfig.Enabled") == "true":
        seconds = int(value("TargetGroupStickinessConfig.DurationSeconds") or 3600)
        config["TargetGroupStickinessConfig"] = {"Enabled": True, "DurationSeconds": seconds}
    return config


def _told(original: Callable[[dict[str, Any]], str]) -> Callable[[dict[str, Any]], str]:
    def xml(a: dict[str, Any]) -> str:
        text, config = original(a), a.get("ForwardConfig")
        return text if not config else text.removesuffix("</member>") + _forward(config) + "</member>"

    return xml


def _forward(config: Mapping[str, Any]) -> str:
    groups = "".join(
        f"<member><TargetGroupArn>{escape(str(one['TargetGroupArn']))}</TargetGroupArn>"
        f"<Weight>{int(one.get('Weight', 1))}</Weight></member>"
        for one in config["TargetGroups"]
    )
    sticky = config.get("TargetGroupStickinessConfig") or {}
    enabled = str(sticky.get("Enabled", False)).lower()
    seconds = (
        f"<DurationSeconds>{int(sticky['DurationSeconds'])}</DurationSeconds>" if enabled == "true" else ""
    )
    return (
        f"<ForwardConfig><TargetGroups>{groups}</TargetGroups><TargetGroupStickinessConfig>"
        f"<Enabled>{enabled}</Enabled>{seconds}</TargetGroupStickinessConfig></ForwardConfig>"
    )
