"""The sentences of a story, each by its key in `bot.play.grammar`."""

from bot.play.stage import Handler
from bot.play.steps import assistant, outcome, people, staff, world

HANDLERS: dict[str, Handler] = {
    **people.HANDLERS,
    **assistant.HANDLERS,
    **world.HANDLERS,
    **outcome.HANDLERS,
    **staff.HANDLERS,
}
