"""Where people write: each channel receives, renders and keeps its limits."""
