"""Draws the pictures of the sample shop's products."""
