"""Rules about web ACLs."""
