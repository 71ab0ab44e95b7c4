"""Greetings, thanks, help, the language, and everything that is none of ours."""

from __future__ import annotations

from bot import texts
from bot.actions.registry import on_intent
from bot.actions.repeat import repeat_question
from bot.actions.turn import Turn
from bot.intents.schema import Intent, Understanding


@on_intent(Intent.GREET, needs_company=False)
async def greet(turn: Turn, understood: Understanding) -> None:
    """Says hello, and asks for whom one buys when that isn't known."""
    if turn.membership is not None:
        turn.say("hello", company=turn.membership.company_name)
    elif turn.conversation.awaiting is None:
        turn.ask("vat_number")
        turn.say("hello-stranger", merchant=turn.services.shop_info.merchant_name)
    else:
        repeat_question(turn)


@on_intent(Intent.GOODBYE, needs_company=False)
async def goodbye(turn: Turn, understood: Understanding) -> None:
    """Says goodbye; the cart stays."""
    turn.say("goodbye")


@on_intent(Intent.THANK, needs_company=False)
async def thank(turn: Turn, understood: Understanding) -> None:
    """Takes thanks."""
    turn.say("you-are-welcome")


@on_intent(Intent.HELP, needs_company=False)
async def help_(turn: Turn, understood: Understanding) -> None:
    """Says what can be done here."""
    card = turn.say("help")
    if understood.degraded:
        card.note("error-parser-down")
    card.button("button-human", "human")


@on_intent(Intent.OUT_OF_SCOPE, needs_company=False)
async def out_of_scope(turn: Turn, understood: Understanding) -> None:
    """Admits not to have understood; guesses nothing, and comes back to an open question."""
    card = turn.say("error-parser-down" if understood.degraded else "out-of-scope")
    card.button("button-human", "human")
    repeat_question(turn)


@on_intent(Intent.ASK_POLICY, Intent.REQUEST_QUOTE, needs_company=False)
async def for_a_person(turn: Turn, understood: Understanding) -> None:
    """What the merchant's own people answer."""
    turn.say("ask-a-person").button("button-human", "human")


@on_intent(Intent.CHANGE_LANGUAGE, needs_company=False)
async def change_language(turn: Turn, understood: Understanding) -> None:
    """Goes on in the language that was asked for."""
    if understood.language_wanted not in texts.LANGUAGES:
        turn.say("which-language")
        return
    turn.person.language = understood.language_wanted
    turn.say("language-changed")
