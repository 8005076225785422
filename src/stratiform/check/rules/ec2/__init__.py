"""Rules about EC2 instances, volumes and security groups."""
