# Reminders, escalation, the end of a request, and who is away.

escalated = Nobody has decided on your order of { $total } yet. I have now asked { $names } too.
escalated-approver = The order of { $who } for { $total } still waits. I have now asked { $names } too; you can still decide.
escalated-at-once = Nobody who was asked about your order of { $total } can be reached at present. I have asked { $names } instead.
escalated-at-once-administrator = The order of { $who } for { $total } waits for approval, and nobody who was asked can be reached at present. I have asked { $names } instead.
nobody-can-decide = The order of { $who } for { $total } waits for approval, and nobody who may decide can be reached at present. /members shows who may approve.
raised-to-you = Nobody who was asked before has decided, so you are asked too.

status-expired = Ended undecided, { $at }. Nothing was ordered.
already-expired = This request ended before anybody decided. Nothing was ordered; the requester can send it again.
expired = The request of { $who } for { $total } has ended, since nobody decided in time. Nothing was ordered.
request-expired = Nobody decided in time on your order of { $total }, so the request has ended. Nothing was ordered, and the credit it held is free again. Take the lines again to send them at today's prices.

ask-away-until = When are you back? Choose a day or write a date, such as «until Monday» or «until 4 December 14:00».
still-waiting-away-until = Gladly. First, when are you back? Please choose a day above, or write a date.
button-away-tomorrow = Tomorrow, { $day }
button-away-monday = Monday, { $day }
button-away-week = In a week, { $day }
button-away-two-weeks = In two weeks, { $day }
button-away-colleague = A colleague is away
ask-away-colleague = Who is away?
ask-away-stand-in = Away until { $until }. Who decides meanwhile?
still-waiting-away-stand-in = Gladly. First, who decides while you are away? Please choose a colleague above, or write their e-mail address.
button-away-nobody = Nobody: the others who may decide
away-set = Noted: you are away until { $until }. { GIVEN($name) ->
        [yes] Meanwhile { $name } decides in your place.
       *[no] Meanwhile the others who may decide are asked.
    } Write /back if you are here earlier.
away-set-for = Noted: { $who } is away until { $until }. { GIVEN($name) ->
        [yes] Meanwhile { $name } decides in their place.
       *[no] Meanwhile the others who may decide are asked.
    }
away-set-by = { $who } told me that you are away until { $until }. { GIVEN($name) ->
        [yes] Meanwhile { $name } decides in your place.
       *[no] Meanwhile the others who may decide are asked.
    } If you are here, press the button or write /back.
you-stand-in = { $name } is away from { $starts } until { $until }. You decide in their place meanwhile: what waits for them comes to you.
stand-in-no-more = { $name } decides again; you no longer stand in for them.
button-away-end = Not away any more
away-over = Your absence is over. Requests come to you again.
back-again = Good to have you back: requests come to you again.
not-away = You are not noted as away.
colleague-back = { $name } is noted as back; requests come to them again.
colleague-not-away = { $name } is not noted as away.
away-not-yours = Only an administrator of your company can say that somebody else is away.
away-no-colleague = Nobody with the address { $email } acts for your company.
away-not-themselves = Nobody can stand in for themselves. Please choose a colleague.
away-in-a-circle = That would go round in a circle: what comes to { $name } in that time comes back to whoever is away. Please choose somebody else.
away-not-as-much = { $name } may decide less than { $who }, so only { $who } can hand that on. Please choose somebody who may decide as much.
away-too = { $name } is away too, until { $until }, and nobody stands in for them. Please choose somebody else.
away-past = { $until } is over already, or before the beginning. Please say when it ends.
away-too-long = That is more than a year. Please choose an earlier day.
status-away = { $who } is away; others decide meanwhile.
status-back = { $who } is back and decides again.
status-passed-over = { $who } may no longer decide on this; others are asked.
member-state-away = away until { $until }
