"""Stories: conversations among several people, played against a temporary instance.

The format is in `docs/reference/stories.md` and `docs/reference/story.schema.json`.
"""

from bot.play.playhouse import Playhouse, open_playhouse, play_all
from bot.play.report import Report
from bot.play.runner import play
from bot.play.story import StoryError, load

__all__ = ["Playhouse", "Report", "StoryError", "load", "open_playhouse", "play", "play_all"]
