"""Rules about EventBridge schedules."""
