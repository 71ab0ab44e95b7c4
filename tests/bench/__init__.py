"""Measurements of a running assistant; `make bench`. Nothing here fails on a slow machine."""
