"""Builds the environments, the sample shop and the parser's model; does nothing when all stand."""
