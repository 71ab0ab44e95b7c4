"""What is counted, for whoever watches: read at `/metrics` in Prometheus' text format."""

from __future__ import annotations

from prometheus_client import Counter

RECEIVED = Counter(
    "comptoir_inbound_received_total",
    "Messages, presses and events of platforms that were committed",
    ["channel"],
)
REPEATED = Counter(
    "comptoir_inbound_repeated_total",
    "Those that had been received before and had no second effect",
    ["channel"],
)
REFUSED = Counter(
    "comptoir_inbound_refused_total",
    "Requests of platforms that were refused: signature, secret, size, json, unknown, …",
    ["channel", "reason"],
)
DELIVERED = Counter(
    "comptoir_outbound_delivered_total", "Messages that a platform took", ["channel"]
)
UNDELIVERED = Counter(
    "comptoir_outbound_failed_total",
    "Messages that a platform did not take: limited, unreachable, refused, unavailable",
    ["channel", "reason"],
)
