"""Tryton module `comptoir`: what an ordering assistant needs and Tryton lacks."""
