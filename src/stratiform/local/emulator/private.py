"""Every name of MiniStack that Stratiform uses. None is public API, so each is asserted at start.

Nothing else reaches into MiniStack: ``get`` and ``wrap`` refuse a name that is not in ``NAMES``.
"""

from __future__ import annotations

import functools
import importlib
import importlib.metadata
import inspect
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from stratiform.errors import EmulatorFailed

VERSION = "1.5.33"


@dataclass(frozen=True)
class Name:
    """``attribute`` of ``ministack.<module>``; a function also with its parameters in order."""

    module: str
    attribute: str
    parameters: tuple[str, ...] | None = None

    def __str__(self) -> str:
        return f"ministack.{self.module}.{self.attribute}"


_PROVISIONERS = "services.cloudformation.provisioners"
_ELASTICACHE = "services.elasticache"
_RDS = "services.rds"
_STACKS = "services.cloudformation.stacks"

NAMES: tuple[Name, ...] = (
    Name("app", "SERVICE_HANDLERS"),
    Name("app", "_state_map"),
    Name("app", "app", ("scope", "receive", "send")),
    Name("services.alb", "_action_xml", ("a",)),
    Name(_PROVISIONERS, "_elbv2_listener_actions", ("props", "lb_arn", "prop")),
    Name(_PROVISIONERS, "_RESOURCE_HANDLERS"),
    Name(
        _PROVISIONERS,
        "_delete_resource",
        ("resource_type", "physical_id", "props", "stack_name", "logical_id"),
    ),
    Name(_PROVISIONERS, "_provision_resource", ("resource_type", "logical_id", "props", "stack_name")),
    Name(
        _PROVISIONERS,
        "_update_resource",
        (
            "resource_type",
            "physical_id",
            "old_props",
            "new_props",
            "stack_name",
            "logical_id",
            "old_attrs",
        ),
    ),
    Name(
        _STACKS,
        "_add_event",
        (
            "stack_id",
            "stack_name",
            "logical_id",
            "resource_type",
            "status",
            "reason",
            "physical_id",
            "detailed_status",
        ),
    ),
    Name(_PROVISIONERS, "_REPLACING_PROPERTIES"),
    Name(_PROVISIONERS, "_physical_name", ("stack_name", "logical_id", "lowercase", "max_len", "seeded")),
    Name("services.ec2", "_network_acls"),
    Name("services.ec2", "_subnets"),
    Name("services.ec2", "_vpcs"),
    Name(_PROVISIONERS, "_sm_secret_string", ("props",)),
    Name(_PROVISIONERS, "_zip_inline", ("source", "handler", "runtime")),
    Name(
        "services.cloudformation.engine",
        "_apply_transforms",
        ("template", "provided_params", "previous_params"),
    ),
    Name(
        "services.cloudformation.engine",
        "_check_parameter_constraints",
        ("name", "defn", "ptype", "value"),
    ),
    Name("services.lambda_svc", "_normalize_layer_attachments", ("layers",)),
    Name(
        "services.cloudformation.engine",
        "_resolve_refs",
        ("value", "resources", "params", "conditions", "mappings", "stack_name", "stack_id"),
    ),
    Name(_PROVISIONERS, "_cw_metric_alarm_record", ("name", "props")),
    Name("core.responses", "now_iso", ()),
    Name("core.router", "_is_aws_service_name", ("scope_name",)),
    Name("core.responses", "request_scope", ("account_id", "region")),
    Name("services.cloudformation", "_stacks"),
    Name("services.cloudformation.custom_resource", "_normalise_resource_properties", ("value",)),
    Name("services.cloudformation.custom_resource", "_pending"),
    Name("services.cloudformation.custom_resource", "_response_url", ("token",)),
    Name(
        "services.cloudformation.custom_resource",
        "invoke_custom_resource",
        (
            "request_type",
            "logical_id",
            "props",
            "stack_name",
            "stack_id",
            "resource_type",
            "physical_id",
            "old_props",
        ),
    ),
    Name("services.cloudformation.custom_resource", "register_token", ("token",)),
    Name("services.batch", "_compute_envs"),
    Name("services.batch", "_job_definitions"),
    Name("services.batch", "_job_queues"),
    Name("services.cloudwatch", "_alarms"),
    Name("services.cloudwatch", "_calc_stats", ("points",)),
    Name("services.cloudwatch", "_dims_key", ("dims",)),
    Name("services.cloudwatch", "_dispatch_alarm_actions", ("alarm", "old_state", "new_state", "reason")),
    Name("services.cloudwatch", "_evaluate_alarm", ("alarm",)),
    Name("services.cloudwatch", "_evaluate_parent_alarms", ("child", "seen")),
    Name("services.cloudwatch", "_metrics"),
    Name("services.cloudwatch", "_put_metric_alarm", ("params", "cbor_data", "is_cbor", "is_json")),
    Name(
        "services.cloudwatch",
        "_record_history",
        ("alarm_name", "old_state", "new_state", "reason", "alarm_type", "reason_data"),
    ),
    Name("services.cloudwatch", "_set_alarm_state", ("params", "cbor_data", "is_cbor", "is_json")),
    Name("services.cloudwatch", "_stat_value", ("stats", "stat_name", "points")),
    Name("services.iam", "_roles"),
    Name(_PROVISIONERS, "_sm_target_connection", ("target_type", "target_id")),
    Name("services.ssm", "_public_parameter", ("name",)),
    Name("services.s3", "_bucket_tags"),
    Name("services.apigateway", "_handle_execute_in_scope"),
    Name("services.apigateway_v1", "_handle_execute_in_scope"),
    Name("services.apigateway_v1", "_resources"),
    Name("services.apigateway_v1", "_rest_apis"),
    Name(
        "services.cloudwatch",
        "record_metric",
        ("namespace", "metric_name", "value", "unit", "dimensions"),
    ),
    Name("services.cloudwatch_logs", "_compile_filter_pattern", ("raw",)),
    Name("services.cloudwatch_logs", "_create_log_stream", ("data",)),
    Name(
        "services.cloudwatch_logs",
        "_fanout_to_subscription_filters",
        ("group_name", "stream_name", "events"),
    ),
    Name("services.cloudwatch_logs", "_metric_filters"),
    Name("services.cloudwatch_logs", "_put_log_events", ("data",)),
    Name("services.cloudwatch_logs", "_subscription_pattern_matches", ("pattern", "message")),
    Name(
        "services.lambda_svc",
        "_emit_lambda_metrics",
        ("function_name", "duration_ms", "error", "throttle"),
    ),
    Name(
        "services.lambda_svc",
        "_execute_function_dispatch",
        ("func", "config", "event", "request_id", "started"),
    ),
    Name("services.sqs", "_queues"),
    Name("services.sqs", "_refresh_counts", ("q",)),
    Name("services.stepfunctions", "_add_event", ("execution", "event_type", "details")),
    Name("services.stepfunctions", "_executions"),
    Name("services.stepfunctions", "_run_execution", ("exec_arn",)),
    Name("services.stepfunctions", "_state_machines"),
    Name(_ELASTICACHE, "_clusters"),
    Name(_ELASTICACHE, "_create_cache_cluster", ("p",)),
    Name(_ELASTICACHE, "_create_replication_group", ("p",)),
    Name(_ELASTICACHE, "_create_user", ("p",)),
    Name(_ELASTICACHE, "_ensure_live_containers", ()),
    Name(_ELASTICACHE, "_ensure_serverless_ca", ()),
    Name(_ELASTICACHE, "_get_docker", ()),
    Name(_ELASTICACHE, "_modify_user", ("p",)),
    Name(_ELASTICACHE, "_node_cli_args", ("transit", "auth_token")),
    Name(_ELASTICACHE, "_node_server_args", ("port", "transit", "auth_token")),
    Name(_ELASTICACHE, "_p", ("params", "key", "default")),
    Name(_ELASTICACHE, "_param_group_params"),
    Name(_ELASTICACHE, "_port_counter"),
    Name(_ELASTICACHE, "_replication_groups"),
    Name(
        _ELASTICACHE,
        "_spawn_redis_container",
        ("name", "engine", "engine_version", "labels", "transit", "auth_token"),
    ),
    Name(_ELASTICACHE, "_user_groups"),
    Name(_ELASTICACHE, "_users"),
    Name(_ELASTICACHE, "load_persisted_state", ("data",)),
    Name(_PROVISIONERS, "_rds_db_cluster_attrs", ("cluster",)),
    Name(_PROVISIONERS, "_rds_db_cluster_create", ("logical_id", "props", "stack_name")),
    Name(_PROVISIONERS, "_rds_db_cluster_delete", ("physical_id", "props")),
    Name(_PROVISIONERS, "_rds_db_instance_attrs", ("instance",)),
    Name(_PROVISIONERS, "_rds_db_instance_create", ("logical_id", "props", "stack_name")),
    Name(_PROVISIONERS, "_rds_db_instance_delete", ("physical_id", "props")),
    Name(_RDS, "_apply_cluster_master_password_change", ("cluster", "new_pass")),
    Name(_RDS, "_attach_instance_to_shared_cluster", ("instance", "cluster")),
    Name(_RDS, "_cluster_member_instances", ("cluster",)),
    Name(_RDS, "_clusters"),
    Name(_RDS, "_create_db_instance", ("p",)),
    Name(_RDS, "_db_cluster_param_groups"),
    Name(_RDS, "_delete_db_instance", ("p",)),
    Name(_RDS, "_ensure_pg_ca", ()),
    Name(_RDS, "_generate_master_user_password", ()),
    Name(_RDS, "_get_docker", ()),
    Name(_RDS, "_instances"),
    Name(_RDS, "_is_host_port_free", ("port",)),
    Name(_RDS, "_next_port", ()),
    Name(_RDS, "_p", ("params", "key", "default")),
    Name(_RDS, "_param_groups"),
    Name(_RDS, "_rds_docker_name", ("db_id", "account_id", "region")),
    Name(_RDS, "_rds_docker_volume_name", ("db_id", "account_id", "region")),
    Name(
        _RDS, "_remove_cluster_shared_resources", ("cluster_id", "cluster", "timeout", "account_id", "region")
    ),
    Name(_RDS, "_resolve_instance", ("db_id",)),
    Name(_RDS, "_rotate_instance_password", ("instance", "old_pass", "new_pass")),
    Name(_RDS, "_run_rds_container", ("docker_client", "engine", "container_kwargs", "tls_names", "tls_ips")),
    Name(_RDS, "_start_cluster_shared_container", ("cluster_id", "cluster", "remove_stale")),
    Name(_RDS, "_start_rds_container_for_instance", ("db_id", "instance")),
    Name(_RDS, "_try_database_connect", ("host", "port", "engine", "user", "password", "db_name")),
    Name(_RDS, "_unsupported_aurora_engine_version_error", ("engine", "engine_version", "current_version")),
    Name("services.eventbridge", "_apply_input_transformer", ("transformer", "rule", "view")),
    Name("services.eventbridge", "_invoke_target", ("target", "event", "rule", "view")),
    Name("services.eventbridge", "_pattern_event_view"),
    Name("services.eventbridge", "_put_events", ("data", "allow_aws_source")),
    Name("services.ecs", "_mark_task_pending", ("task_arn", "task")),
    Name("services.ecs", "_sanitize", ("obj",)),
    Name("services.efs", "_delete_file_system", ("fs_id",)),
    Name("services.servicediscovery", "_deregister_instance", ("data",)),
    Name("services.servicediscovery", "_instances"),
    Name("services.servicediscovery", "_namespaces"),
    Name("services.servicediscovery", "_register_instance", ("data",)),
    Name("services.servicediscovery", "_services"),
    Name("services.servicediscovery", "load_persisted_state", ("data",)),
    Name("services.secretsmanager", "create_secret_in_process", ("name", "secret_string", "description")),
    Name("services.secretsmanager", "delete_secret_in_process", ("secret_id",)),
    Name("services.secretsmanager", "_get_random_password", ("data",)),
    Name("services.secretsmanager", "_get_secret_value", ("data",)),
    Name("services.secretsmanager", "_put_secret_value", ("data",)),
    Name("services.secretsmanager", "_rotate_secret", ("data",)),
    Name("services.secretsmanager", "_resolve", ("secret_id", "use_arn_scope")),
    Name(
        _PROVISIONERS,
        "_replace_resource",
        ("resource_type", "physical_id", "old_props", "new_props", "stack_name", "logical_id"),
    ),
    Name(_STACKS, "_runs_on_worker_thread", ("resource_type",)),
    Name("core.lambda_runtime", "_detect_runtime_binary", ("runtime",)),
    Name("core.lambda_runtime", "_worker_script_extension", ("runtime",)),
    Name("core.lambda_runtime", "Worker._spawn", ("self",)),
    Name("core.lambda_runtime", "invalidate_worker", ("func_name", "qualifier", "account", "region")),
    Name("core.lambda_runtime", "kill_workers", ("workers",)),
    Name("core.lambda_runtime", "subprocess"),
    Name("services.lambda_svc", "_provided_worker_env", ("config", "code_dir", "port")),
    Name("services.lambda_svc", "_functions"),
    Name("services.lambda_svc", "_execute_function_with_config_scope", ("func", "event")),
    Name("services.lambda_svc", "_execution_record_for_config", ("func", "config")),
    Name("services.lambda_svc", "_get_func_record_for_ref", ("function_ref",)),
    Name("services.lambda_svc", "resolve_function_url", ("url_id",)),
    Name("services.apigateway", "find_api_scope", ("api_id",)),
    Name("services.apigateway_v1", "find_api_scope", ("api_id",)),
    Name(
        "core.iam_evaluator",
        "enforce",
        ("access_key_id", "iam_action", "service", "region", "resource_arn", "service_context"),
    ),
    Name("core.iam_evaluator", "EvalResult"),
    Name(
        "core.iam_actions",
        "extract_resource_arn",
        ("service", "method", "path", "headers", "body", "query_params", "region", "account_id"),
    ),
    Name("core.iam_actions", "request_tag_context", ("service", "iam_action", "body", "params")),
    Name("services.ecs", "_task_def_latest"),
    Name("core.iam_evaluator", "_request_origin"),
    Name("core.iam_evaluator", "pin_request_origin", ("source_ip", "secure_transport")),
    Name("app", "_parse_execute_api_url", ("host", "path")),
    Name("app", "_build_persistence_save_dict", ()),
    Name("app", "save_all", ("services",)),
    Name("core.persistence", "STATE_DIR"),
    Name("core.persistence", "_json_default", ("obj",)),
    Name("core.persistence", "_state_format_version", ("service",)),
    Name("services.lambda_svc", "CODE_BLOB_DIR"),
    Name("services.lambda_svc", "_prune_orphan_code_blobs", ("referenced",)),
    Name(_PROVISIONERS, "_normalize_container_defs", ("cdefs",)),
    Name(_PROVISIONERS, "_pascal_to_camel", ("obj",)),
    Name("services.eventbridge", "_parse_cron_fields", ("expr",)),
    Name("services.eventbridge", "_cron_next_fire", ("fields", "after_dt")),
    Name("services.ecs", "_tasks"),
    Name("services.ecs", "_services"),
    Name("services.ecs", "_task_defs"),
    Name("services.ecs", "_get_docker", ()),
    Name("services.ecs", "_task_ip", ("task",)),
    Name("services.ecs", "_task_is_active", ("task_arn", "task")),
    Name("services.ecs", "_cluster_name_from_arn"),
    Name("services.ecs", "_primary_deployment", ("svc",)),
    Name("services.ecs", "_make_deployment", ("task_definition", "desired_count", "status")),
    Name("services.ecs", "_maybe_mark_stopped", ("task", "docker_client")),
    Name("services.ecs", "_ACTION_MAP"),
    Name("services.ecs", "_reconcile_service_tasks", ("cluster_name", "svc_key")),
    Name("services.ecs", "_mark_task_running", ("task_arn", "task")),
    Name("services.ecs", "_mark_task_stopped", ("task_arn", "task", "reason", "stop_code", "exit_code")),
    Name("services.ecs", "_record_service_task_failure", ("task", "digest_resolution_failed")),
    Name("services.ecs", "_remove_docker_container", ("docker_client", "container_or_id")),
    Name("services.ecs", "_cleanup_task_resources", ("task", "docker_client", "extra_container")),
    Name(
        "services.ecs",
        "_build_run_kwargs",
        (
            "cdef",
            "td",
            "env",
            "port_bindings",
            "ecs_network",
            "host_mode",
            "task_id",
            "task_arn",
            "ministack_net_ip",
            "cluster_arn",
        ),
    ),
    Name(
        "services.ecs",
        "_run_docker_container",
        (
            "docker_client",
            "cdef",
            "run_kwargs",
            "refresh_image",
            "allow_cached",
            "cache_image",
            "fallback_image",
            "auth_config",
        ),
    ),
    Name(
        "services.ecs",
        "_run_task_worker",
        ("task", "td", "container_overrides", "docker_client", "account_id", "region"),
    ),
    Name(
        "services.ecs",
        "_register_metadata",
        ("task_arn", "cluster_arn", "td", "cdef", "launch_type", "env", "host_mode", "ministack_net_ip"),
    ),
    Name(
        "services.ecs",
        "_schedule_service_deployment_completion",
        ("cluster_name", "svc_key", "account_id", "region", "healthy_task"),
    ),
    Name("services.ecs", "_watch_task_lifecycle", ("task", "docker_client", "account_id", "region")),
    Name("services.alb", "_targets"),
    Name("services.alb", "set_targets_for_group", ("tg_arn", "targets", "previous_ids")),
    Name("services.efs", "_access_points"),
    Name("services.imds", "handle_request", ("method", "path", "headers", "body", "query_params")),
    Name("services.sts", "register_session", ("access_key", "session")),
    Name("core.responses", "AccountRegionScopedDict", ()),
    Name("core.responses", "get_account_id", ()),
    Name("core.responses", "get_region", ()),
)

_BY_PLACE = {(name.module, name.attribute): name for name in NAMES}


def get(module: str, attribute: str) -> Any:
    """The object at ``ministack.<module>.<attribute>``; a dotted attribute is walked.

    Raises EmulatorFailed when the name is not listed, or no longer what it was.
    """
    name = _BY_PLACE.get((module, attribute))
    if name is None:
        raise _changed(f"ministack.{module}.{attribute} is used but not listed in private.py")
    return _resolve(name)


def wrap(module: str, attribute: str, wrapper: Callable[[Any], Any]) -> None:
    """Replace a function by ``wrapper(function)``, also where other modules imported it by name."""
    original = get(module, attribute)
    replacement = functools.update_wrapper(wrapper(original), original)
    replace(module, attribute, replacement)
    last = attribute.rsplit(".", 1)[-1]
    for name, loaded in list(sys.modules.items()):
        if name.startswith("ministack.") and vars(loaded).get(last) is original:
            setattr(loaded, last, replacement)


def replace(module: str, attribute: str, value: Any) -> None:
    """Put ``value`` at ``ministack.<module>.<attribute>``, there alone."""
    get(module, attribute)
    *owner, last = attribute.split(".")
    target: Any = importlib.import_module(f"ministack.{module}")
    for part in owner:
        target = getattr(target, part)
    setattr(target, last, value)


def verify() -> None:
    """Assert the version and every name. Raises EmulatorFailed with one sentence that says what changed."""
    version = importlib.metadata.version("ministack")
    if version != VERSION:
        raise _changed(f"MiniStack is {version}, and Stratiform is made for {VERSION}")
    for name in NAMES:
        _resolve(name)


def _resolve(name: Name) -> Any:
    try:
        found: Any = importlib.import_module(f"ministack.{name.module}")
        for part in name.attribute.split("."):
            found = getattr(found, part)
    except (ImportError, AttributeError) as error:
        raise _changed(f"MiniStack has no {name} any more ({error})") from error
    if name.parameters is not None:
        seen = tuple(inspect.signature(found).parameters)
        if seen != name.parameters:
            raise _changed(
                f"{name} takes ({', '.join(seen)}), and Stratiform calls it with"
                f" ({', '.join(name.parameters)})"
            )
    return found


def _changed(what: str) -> EmulatorFailed:
    return EmulatorFailed(what, fix=f"Install ministack=={VERSION}, the version Stratiform is tested with.")
