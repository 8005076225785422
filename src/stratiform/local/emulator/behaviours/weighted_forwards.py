"""A forward action keeps every target group, its weight and stickiness: MiniStack keeps the first group."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from xml.sax.saxutils import escape

from stratiform.local.emulator import private

EXPLAIN: str | None = (
    "The gateway asks targets with HTTP/1.1, also for HTTP2 and GRPC, passes on TCP and no UDP, asks no"
    " client for a certificate, and answers 501 for actions other than forward, redirect and fixed-response."
)

_ACTIONS = "services.cloudformation.provisioners"


def install() -> None:
    """Keep ``ForwardConfig`` of a template's action, and tell it in the API's answers."""
    private.wrap(_ACTIONS, "_elbv2_listener_actions", _kept)
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
