"""Rules about ECS clusters, services and task definitions."""
