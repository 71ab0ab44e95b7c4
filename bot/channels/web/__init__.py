"""The web: a channel of our own in the browser, over HTTP and server-sent events."""
