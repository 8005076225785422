"""The push path: events become hints, through a queue of the task's own."""
