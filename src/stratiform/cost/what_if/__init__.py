"""One what-if a file. Each module has WHAT_IF. A new file is found by itself."""
