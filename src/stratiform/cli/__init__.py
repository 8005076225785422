"""The command line: one file a command, thin over what does the work."""
