"""CloudFormation types that MiniStack lacks, one a file: ``RESOURCES: tuple[ResourceType, ...]``."""
