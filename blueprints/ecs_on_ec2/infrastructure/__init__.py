"""The infrastructure of ECS on EC2."""
