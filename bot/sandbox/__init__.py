"""The sandbox: the whole assistant in a browser, to be tried with nothing real behind it."""
