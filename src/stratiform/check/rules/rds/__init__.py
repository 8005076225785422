"""Rules about RDS instances, Aurora clusters and their proxies."""
