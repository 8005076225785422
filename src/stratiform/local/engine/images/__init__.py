"""From an image name to what runs: decided by the name alone."""
