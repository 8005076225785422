"""Rules about AWS Backup."""
