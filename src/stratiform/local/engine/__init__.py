"""The process engine: the Docker Engine API, answered with processes of this machine."""
