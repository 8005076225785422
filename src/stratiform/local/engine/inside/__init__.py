"""Runs inside a container's process, with the image's interpreter, so it imports nothing of ours."""
