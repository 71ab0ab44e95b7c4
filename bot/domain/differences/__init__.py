"""What differs between an order as it was approved and as it would be placed today."""

from bot.domain.differences.comparison import compare
from bot.domain.differences.model import Difference, Direction, What
from bot.domain.differences.validity import voids

__all__ = ["Difference", "Direction", "What", "compare", "voids"]
