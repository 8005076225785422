"""Waivers: findings that somebody accepts, for a reason."""
