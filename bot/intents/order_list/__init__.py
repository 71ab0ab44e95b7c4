"""Order lists that come as files: from bytes to tables, from tables to lines. Knows no shop.

`isolated.read_apart` reads the file, `columns` finds what its columns hold, `lines` its lines.
"""
