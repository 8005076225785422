"""Rules about EventBridge pipes."""
