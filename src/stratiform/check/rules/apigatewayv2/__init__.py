"""Rules about HTTP and WebSocket APIs."""
