"""One service a file. Each module has METERS: a tuple of Meter. A new file is found by itself."""
