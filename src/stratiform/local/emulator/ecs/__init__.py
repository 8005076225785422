"""What ECS does with tasks beyond starting containers; the behaviours put it into the emulator."""
