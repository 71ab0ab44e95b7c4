"""What runs before any environment of ours exists: the standard library only."""
