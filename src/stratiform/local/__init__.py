"""A system on this machine: the local cloud, and how an assembly gets into it."""
