"""Every name of MiniStack that Stratiform uses, a line each: ``module: attribute``, below ``ministack``.

A function has its parameters in order, in parentheses. ``private`` asserts each at start. A line that starts
with spaces continues the one before. Sorted, so that two people who add a name seldom meet.
"""

USED = """
app: _build_persistence_save_dict()
app: _parse_execute_api_url(host, path)
app: _state_map
app: app(scope, receive, send)
app: save_all(services)
app: SERVICE_HANDLERS
core.concurrency: resource_lock(scope, key)
core.container_reaper: own_labels(service, extra)
core.container_reaper: reap_all(docker_client, stop_timeout, include_unlabelled)
core.iam_actions: extract_resource_arn(service, method, path, headers, body, query_params, region,
    account_id)
core.iam_actions: logs_service_context(action, body, resource_arn, region, account_id)
core.iam_actions: request_tag_context(service, iam_action, body, params)
core.iam_evaluator: _request_origin
core.iam_evaluator: enforce(access_key_id, iam_action, service, region, resource_arn, service_context)
core.iam_evaluator: EvalResult
core.iam_evaluator: pin_request_origin(source_ip, secure_transport)
core.lambda_runtime: _detect_runtime_binary(runtime)
core.lambda_runtime: _worker_script_extension(runtime)
core.lambda_runtime: invalidate_worker(func_name, qualifier, account, region)
core.lambda_runtime: kill_workers(workers)
core.lambda_runtime: subprocess
core.lambda_runtime: Worker._drain_stderr_bounded(self, first_line_wait, idle_confirm, hard_cap)
core.lambda_runtime: Worker._read_stderr(self)
core.lambda_runtime: Worker._spawn(self)
core.persistence: _json_default(obj)
core.persistence: _state_format_version(service)
core.persistence: STATE_DIR
core.rds_iam: verify_rds_iam_token(token, hostname, port, db_user, region, account_id)
core.responses: AccountRegionScopedDict()
core.responses: _BOTOCORE_NAME
core.responses: get_account_id()
core.responses: get_region()
core.responses: now_iso()
core.responses: request_scope(account_id, region)
core.responses: _service_model(service)
core.router: _is_aws_service_name(scope_name)
services.alb: _action_xml(a)
services.alb: _lbs
services.alb: _p(params, key, default)
services.alb: _parse_actions(params, prefix)
services.alb: _targets
services.alb: _tgs
services.alb: set_targets_for_group(tg_arn, targets, previous_ids)
services.apigateway: _api_endpoint_scheme(protocol)
services.apigateway: _handle_execute_in_scope
services.apigateway: find_api_scope(api_id)
services.apigateway_v1: _handle_execute_in_scope
services.apigateway_v1: _resources
services.apigateway_v1: _rest_apis
services.apigateway_v1: find_api_scope(api_id)
services.appconfig: _add_deployment_event(record, event_type, triggered_by, description, at)
services.appconfig: _applications
services.appconfig: _config_profiles
services.appconfig: _deployments
services.appconfig: _environments
services.appconfig: _list_deployments(app_id, env_id, query)
services.appconfig: _refresh_environment(app_id, env_id)
services.appconfig: _start_deployment(app_id, env_id, body)
services.appconfig: _tags
services.batch: _compute_envs
services.batch: _job_definitions
services.batch: _job_queues
services.cloudformation: _restore_state(data)
services.cloudformation: _stacks
services.cloudformation.custom_resource: _normalise_resource_properties(value)
services.cloudformation.custom_resource: _pending
services.cloudformation.custom_resource: _response_url(token)
services.cloudformation.custom_resource: invoke_custom_resource(request_type, logical_id, props,
    stack_name, stack_id, resource_type, physical_id, old_props)
services.cloudformation.custom_resource: register_token(token)
services.cloudformation.engine: _apply_transforms(template, provided_params, previous_params)
services.cloudformation.engine: _check_parameter_constraints(name, defn, ptype, value)
services.cloudformation.engine: _resolve_refs(value, resources, params, conditions, mappings, stack_name,
    stack_id)
services.cloudformation.provisioners: _cw_metric_alarm_record(name, props)
services.cloudformation.provisioners: _delete_resource(resource_type, physical_id, props, stack_name,
    logical_id)
services.cloudformation.provisioners: _elbv2_listener_actions(props, lb_arn, prop)
services.cloudformation.provisioners: _normalize_container_defs(cdefs)
services.cloudformation.provisioners: _pascal_to_camel(obj)
services.cloudformation.provisioners: _physical_name(stack_name, logical_id, lowercase, max_len, seeded)
services.cloudformation.provisioners: _provision_resource(resource_type, logical_id, props, stack_name)
services.cloudformation.provisioners: _rds_db_cluster_attrs(cluster)
services.cloudformation.provisioners: _rds_db_cluster_create(logical_id, props, stack_name)
services.cloudformation.provisioners: _rds_db_cluster_delete(physical_id, props)
services.cloudformation.provisioners: _rds_db_instance_attrs(instance)
services.cloudformation.provisioners: _rds_db_instance_create(logical_id, props, stack_name)
services.cloudformation.provisioners: _rds_db_instance_delete(physical_id, props)
services.cloudformation.provisioners: _replace_resource(resource_type, physical_id, old_props, new_props,
    stack_name, logical_id)
services.cloudformation.provisioners: _REPLACING_PROPERTIES
services.cloudformation.provisioners: _RESOURCE_HANDLERS
services.cloudformation.provisioners: _sm_secret_string(props)
services.cloudformation.provisioners: _sm_target_connection(target_type, target_id)
services.cloudformation.provisioners: _sqs_queue_name(props, stack_name, logical_id)
services.cloudformation.provisioners: _update_resource(resource_type, physical_id, old_props, new_props,
    stack_name, logical_id, old_attrs)
services.cloudformation.provisioners: _zip_inline(source, handler, runtime)
services.cloudformation.stacks: _add_event(stack_id, stack_name, logical_id, resource_type, status,
    reason, physical_id, detailed_status)
services.cloudformation.stacks: _deploy_stack_async(stack_name, stack_id, template, param_values,
    disable_rollback, tags, is_update, previous_stack, retain_except_on_create, imports)
services.cloudformation.stacks: _runs_on_worker_thread(resource_type)
services.cloudformation.stacks: _sends_back_failed_update(resource_type)
services.cloudwatch: _alarms
services.cloudwatch: _calc_stats(points)
services.cloudwatch: _dims_key(dims)
services.cloudwatch: _dispatch_alarm_actions(alarm, old_state, new_state, reason)
services.cloudwatch: _evaluate_alarm(alarm)
services.cloudwatch: _evaluate_parent_alarms(child, seen)
services.cloudwatch: _metrics
services.cloudwatch: _put_metric_alarm(params, cbor_data, is_cbor, is_json)
services.cloudwatch: _record_history(alarm_name, old_state, new_state, reason, alarm_type, reason_data)
services.cloudwatch: _set_alarm_state(params, cbor_data, is_cbor, is_json)
services.cloudwatch: _stat_value(stats, stat_name, points)
services.cloudwatch: record_metric(namespace, metric_name, value, unit, dimensions)
services.cloudwatch_logs: _compile_filter_pattern(raw)
services.cloudwatch_logs: _create_log_stream(data)
services.cloudwatch_logs: _fanout_to_subscription_filters(group_name, stream_name, events)
services.cloudwatch_logs: _metric_filters
services.cloudwatch_logs: _put_log_events(data)
services.cloudwatch_logs: _subscription_pattern_matches(pattern, message)
services.ec2: _network_acls
services.ec2: _subnets
services.ec2: _vpcs
services.ecs: _ACTION_MAP
services.ecs: _build_run_kwargs(cdef, td, env, port_bindings, ecs_network, host_mode, task_id, task_arn,
    ministack_net_ip, cluster_arn)
services.ecs: _cleanup_task_resources(task, docker_client, extra_container)
services.ecs: _cluster_name_from_arn
services.ecs: _cluster_view(cluster, include)
services.ecs: _clusters
services.ecs: _complete_service_deployment(cluster_name, svc_key, expected_deployment_id)
services.ecs: _delete_service(data)
services.ecs: _ECS_DEPLOYMENT_STEADY_DELAY
services.ecs: _get_docker()
services.ecs: _ImagePullError
services.ecs: _make_deployment(task_definition, desired_count, status)
services.ecs: _mark_task_pending(task_arn, task)
services.ecs: _mark_task_running(task_arn, task)
services.ecs: _mark_task_stopped(task_arn, task, reason, stop_code, exit_code)
services.ecs: _maybe_mark_stopped(task, docker_client)
services.ecs: _PRE_STOP_STATUSES
services.ecs: _primary_deployment(svc)
services.ecs: _reconcile_service_tasks(cluster_name, svc_key)
services.ecs: _record_service_task_failure(task, digest_resolution_failed)
services.ecs: _register_metadata(task_arn, cluster_arn, td, cdef, launch_type, env, host_mode,
    ministack_net_ip)
services.ecs: _remove_docker_container(docker_client, container_or_id)
services.ecs: _resolve_cluster_name(ref)
services.ecs: _run_docker_container(docker_client, cdef, run_kwargs, refresh_image, allow_cached,
    cache_image, fallback_image, auth_config)
services.ecs: _run_task(data)
services.ecs: _run_task_worker(task, td, container_overrides, docker_client, account_id, region)
services.ecs: _sanitize(obj)
services.ecs: _schedule_service_deployment_completion(cluster_name, svc_key, account_id, region,
    healthy_task)
services.ecs: _services
services.ecs: _stop_task(data)
services.ecs: _sync_service_targets(cluster_name, svc)
services.ecs: _task_def_latest
services.ecs: _task_defs
services.ecs: _task_ip(task)
services.ecs: _task_is_active(task_arn, task)
services.ecs: _tasks
services.ecs: _watch_task_lifecycle(task, docker_client, account_id, region)
services.efs: _access_points
services.efs: _delete_file_system(fs_id)
services.elasticache: _clusters
services.elasticache: _create_cache_cluster(p)
services.elasticache: _create_replication_group(p)
services.elasticache: _create_user(p)
services.elasticache: _ensure_live_containers()
services.elasticache: _ensure_serverless_ca()
services.elasticache: _get_docker()
services.elasticache: _modify_user(p)
services.elasticache: _node_cli_args(transit, auth_token)
services.elasticache: _node_server_args(port, transit, auth_token)
services.elasticache: _p(params, key, default)
services.elasticache: _param_group_params
services.elasticache: _port_counter
services.elasticache: _replication_groups
services.elasticache: _spawn_redis_container(name, engine, engine_version, labels, transit, auth_token)
services.elasticache: _user_groups
services.elasticache: _users
services.elasticache: logger
services.elasticache: load_persisted_state(data)
services.eventbridge: _apply_input_transformer(transformer, rule, view)
services.eventbridge: _cron_next_fire(fields, after_dt)
services.eventbridge: _invoke_target(target, event, rule, view)
services.eventbridge: _parse_cron_fields(expr)
services.eventbridge: _pattern_event_view
services.eventbridge: _put_events(data, allow_aws_source)
services.iam: _roles
services.imds: handle_request(method, path, headers, body, query_params)
services.lambda_svc: _emit_lambda_metrics(function_name, duration_ms, error, throttle)
services.lambda_svc: _execute_function_dispatch(func, config, event, request_id, started)
services.lambda_svc: _execute_function_with_config_scope(func, event)
services.lambda_svc: _execution_record_for_config(func, config)
services.lambda_svc: _execute_function_warm(func, event, request_id)
services.lambda_svc: _functions
services.lambda_svc: _get_func_record_for_ref(function_ref)
services.lambda_svc: _normalize_layer_attachments(layers)
services.lambda_svc: _provided_worker_env(config, code_dir, port)
services.lambda_svc: _prune_orphan_code_blobs(referenced)
services.lambda_svc: CODE_BLOB_DIR
services.lambda_svc: resolve_function_url(url_id)
services.rds: _apply_cluster_master_password_change(cluster, new_pass)
services.rds: _attach_instance_to_shared_cluster(instance, cluster)
services.rds: _cluster_member_instances(cluster)
services.rds: _clusters
services.rds: _create_db_instance(p)
services.rds: _db_cluster_param_groups
services.rds: _delete_db_instance(p)
services.rds: _ensure_pg_ca()
services.rds: _generate_master_user_password()
services.rds: _get_docker()
services.rds: _instances
services.rds: _is_host_port_free(port)
services.rds: _next_port()
services.rds: _p(params, key, default)
services.rds: _param_groups
services.rds: _rds_docker_name(db_id, account_id, region)
services.rds: _rds_docker_volume_name(db_id, account_id, region)
services.rds: _remove_cluster_shared_resources(cluster_id, cluster, timeout, account_id, region)
services.rds: _resolve_instance(db_id)
services.rds: _rotate_instance_password(instance, old_pass, new_pass)
services.rds: _run_rds_container(docker_client, engine, container_kwargs, tls_names, tls_ips)
services.rds: _start_cluster_shared_container(cluster_id, cluster, remove_stale)
services.rds: _start_rds_container_for_instance(db_id, instance)
services.rds: _try_database_connect(host, port, engine, user, password, db_name)
services.rds: _unsupported_aurora_engine_version_error(engine, engine_version, current_version)
services.s3: _bucket_tags
services.secretsmanager: _get_random_password(data)
services.secretsmanager: _get_secret_value(data)
services.secretsmanager: _put_secret_value(data)
services.secretsmanager: _resolve(secret_id, use_arn_scope)
services.secretsmanager: _rotate_secret(data)
services.secretsmanager: create_secret_in_process(name, secret_string, description)
services.secretsmanager: delete_secret_in_process(secret_id)
services.servicediscovery: _deregister_instance(data)
services.servicediscovery: _instances
services.servicediscovery: _namespaces
services.servicediscovery: _register_instance(data)
services.servicediscovery: _services
services.servicediscovery: load_persisted_state(data)
services.sqs: _Err(code, message, status)
services.sqs: _HANDLERS
services.sqs: _queues
services.sqs: _refresh_counts(q)
services.ssm: _delete_parameter(data)
services.ssm: _delete_parameters(data)
services.ssm: _label_parameter_version(data)
services.ssm: _parameters
services.ssm: _public_parameter(name)
services.ssm: _put_parameter(data)
services.stepfunctions: _add_event(execution, event_type, details)
services.stepfunctions: _executions
services.stepfunctions: _run_execution(exec_arn)
services.stepfunctions: _state_machines
services.sts: register_session(access_key, session)
"""
