"""Rules about GuardDuty."""
