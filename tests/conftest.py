"""Fixtures that every test may use."""

pytest_plugins = ["storage_fixtures", "counted"]
