"""The results as tables for people."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

_HEAD = (
    "at once",
    "turns/s",
    "turn p50",
    "p95",
    "p99",
    "parser p50",
    "p95",
    "share",
    "reply p95",
    "CPU bot",
    "parser",
    "database",
)


def render(result: dict[str, Any]) -> str:
    """All that was measured, in milliseconds unless it says otherwise."""
    machine, load = result["machine"], result["load"]
    lines = [
        f"{machine['cores']} cores, Python {machine['python']}, {machine['system']}; "
        f"{load['sentences']} held-out sentences, no cache of parses; times in ms"
    ]
    for name, found in result["databases"].items():
        stated = ", ".join(f"{key} = {value}" for key, value in found["durability"].items())
        memory = ", ".join(f"{key} {value} MB" for key, value in found["memory_mb"].items())
        rows = [_row(at_once, level) for at_once, level in found["levels"].items()]
        lines += ["", f"{name} ({stated})", *_table([_HEAD, *rows]), f"memory: {memory}"]
    for acks in result.get("acks", []):
        lines += ["", *_acknowledged(acks)]
    for shop, start in result.get("start", {}).items():
        ready = "ready" if start["parser_was_ready"] else "still starting"
        memory = ", ".join(f"{key} {value} MB" for key, value in start["memory_mb"].items())
        lines += [
            "",
            f"second start, shop {shop}: first answer after {start['first_answer_s']} s "
            f"(parser {ready}; ready after {start['parser_ready_s']} s)",
            f"memory: {memory}",
        ]
    for name, parked in result.get("parked", {}).items():
        lines += ["", *_parked(name, parked)]
    for name, deciding in result.get("deciding", {}).items():
        lines += ["", *_decided(name, deciding)]
    return "\n".join(lines)


def _parked(name: str, parked: dict[str, Any]) -> Iterable[str]:
    yield f"{name}: {parked['requests']} requests that wait, idle for {parked['idle_seconds']} s"
    for when in ("without", "with"):
        idle = parked[f"idle_{when}"]
        yield (
            f"  {when} them: processor {idle['bot_cpu_percent']} %, of the database "
            f"{idle['database_cpu_percent']} %, memory {idle['bot_memory_mb']} MB"
        )
    for how in ("single", "together"):
        late = parked[how]
        fired, handled = late["fired_ms"], late["handled_ms"]
        yield (
            f"  {late['many']} reminders, {how}: fired p50 {fired['p50']}, p99 {fired['p99']}; "
            f"handled p50 {handled['p50']}, p99 {handled['p99']}"
        )


def _decided(name: str, found: dict[str, Any]) -> Iterable[str]:
    yield f"{name}: bare inserts and commits a second {found['bare_commits_per_second']}"
    for level in found["levels"]:
        yield (
            f"  {level['processes']} x {level['workers']} workers: "
            f"{level['decided_per_second']} approvals/s ({level['decided_ratio']} of bare), "
            f"{level['placed_per_second']} orders/s ({level['placed_ratio']}), "
            f"processor {level['cpu_ms_per_order']} ms an order"
        )


def _acknowledged(acks: dict[str, Any]) -> Iterable[str]:
    ms = acks["ack_ms"]
    what = ", the process that answers killed midway" if acks["killed"] else ""
    yield (
        f"acknowledgements to Slack and Telegram, {acks['deliveries']} deliveries of "
        f"{acks['different']} messages{what}: p50 {ms['p50']}, p99 {ms['p99']}, max {ms['max']}"
    )
    order = "in order" if acks["in_order"] else "OUT OF ORDER"
    yield (
        f"sent again {acks['sent_again']}, lost {acks['lost']}, effects doubled "
        f"{acks['effects_doubled']}, answers repeated {acks['answers_repeated']}, {order}; "
        f"all answered {acks['answered_after_s']} s after the last"
    )


def _row(at_once: object, level: dict[str, Any]) -> tuple[str, ...]:
    turn, parser, cpu = level["turn_ms"], level["parser_ms"], level["cpu_ms_per_turn"]
    return (
        str(at_once),
        f"{level['turns_per_second']:.0f}",
        *(f"{turn[name]:.1f}" for name in ("p50", "p95", "p99")),
        *(f"{parser.get(name, 0):.1f}" for name in ("p50", "p95")),
        f"{level['parser_share']:.0%}",
        f"{level['reply_ms']['p95']:.1f}",
        *(f"{cpu[name]:.1f}" for name in ("bot", "parser", "database")),
    )


def _table(rows: list[tuple[str, ...]]) -> Iterable[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True))
