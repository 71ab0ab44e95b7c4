"""A real browser before the sandbox."""
