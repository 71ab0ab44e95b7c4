"""Fills an empty Tryton database with a merchant and, for the sample shop, with its trade.

Everything here runs inside a Tryton transaction of the system user, with the company in the
context; records are created in bulk through the pool, which is many times faster than by RPC.
"""
