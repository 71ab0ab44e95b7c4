"""Outside services played on the loopback, so that everything runs without an account."""
