# Ordering: the purchase order number, the explicit yes, credit, and who has to agree.

ask-po-number = { $company } orders with a purchase order number. Which one is it for this order?
po-number-set = Noted: purchase order number { $number }.
po-number-too-long = «{ $number }» is too long for a purchase order number: at most 35 characters. Please write it again.
po-number-pattern = «{ $number }» does not have the form your company agreed with us ({ $pattern }). Please check it and write it again.
po-number-used = Purchase order number «{ $number }» is already on another order of your company. Please write another one.

confirm-title = Please check your order
confirm-order = Order this for { $total }, on invoice?
confirm-approval = Shall I send it for approval to { $names }?
no-approver = Nobody in your company can approve { $total } for you at present. Our team can help.
button-order = Order now
button-send-approval = Send for approval
button-change-cart = Change something
cart-sent-already = This cart was already sent; nothing was ordered twice. /orders shows where it stands.
total-changed-look-again = Prices, stock or your cart have changed since that total was shown. Nothing was ordered; please look at it again.
credit-exceeded = { $total } is more than your company's free credit of { $free }; { $missing } is missing. Nothing was ordered. Take something out, or talk to our team.

sent-for-approval = Sent for approval to { $names }. I tell you as soon as it is decided; you can start another cart meanwhile.
button-withdraw = Take it back
withdrawn = Taken back; nothing was ordered.
button-rebuild = Take the lines again

approval-title = Please approve: order from { $who }
approval-from = { $who } ({ $email }) asks for your approval of this order.
reason-over-limit = The total is above their own limit of { $limit }.
reason-no-limit = They order with approval only.
credit-left = Free credit
no-such-order-before = No earlier order has any of these products.
same-as-order = Same as order { $number } of { $day }.
changes-since = Compared with order { $number } of { $day }: { $changes }
change-new = { $product }: new
change-quantity = { $product }: { $new } instead of { $old }
change-price = { $product }: unit price { $new } instead of { $old }
change-gone = { $product }: not this time
button-approve = Approve
button-reject = Reject
button-ask = Ask a question

nothing-waits = No order waits for your approval.
which-request = { $count ->
        [one] One request waits
       *[other] { $count } requests wait
    } for you. Look at each, or approve them together:
not-your-own = You cannot approve your own order. An approver of your company decides.
not-yours-to-decide = This order is not yours to decide: it takes an approver of this company whose limit is high enough.
already-approved = { GIVEN($who) ->
        [yes] { $who } already approved this request ({ $at }).
       *[no] This request was already approved.
    } Nothing was ordered twice.
already-rejected = { GIVEN($who) ->
        [yes] { $who } already rejected this request ({ $at }).
       *[no] This request was already rejected.
    } Nothing was ordered.
already-void = This request no longer counts: something changed before the decision. Nothing was ordered; the requester can send it again.
already-cancelled = { GIVEN($who) ->
        [yes] { $who } took this request back ({ $at }).
       *[no] This request was taken back.
    } Nothing was ordered.
status-approved = Approved by { $who }, { $at }
status-rejected = Rejected by { $who }, { $at }
status-void = No longer valid: something changed before the decision ({ $who }, { $at }). Nothing was ordered.
status-cancelled = Taken back by { $who }, { $at }
status-answered = Answered: the request is shown again below.

approved = Approved: { $total }. The order is on its way to the shop; I tell you its number.
request-approved = { $who } approved your order of { $total }. It is on its way to the shop; I tell you its number.
request-void = Something changed since this was sent to you, so your approval was not used and nothing was ordered. The requester has been told and can send it again as it is today.
request-void-requester = { $who } wanted to approve your order of { $total }, but something changed meanwhile. Nothing was ordered: take the lines again, check them and send them once more.
ask-reject-reason = Why do you reject it? One sentence is enough; the requester will read it.
rejected = Rejected. The requester has been told, with your reason.
request-rejected = { $who } rejected your order of { $total }: «{ $reason }». Nothing was ordered. You can take the lines again and change them.
ask-question = What would you like to know? The requester gets your question.
question-sent = Your question is on its way; the request goes on waiting.
question-from = { $who } asks about your order of { $total }:
button-answer = Answer
ask-answer = Please write your answer.
answer-sent = Your answer is on its way; the request goes on waiting for a decision.

approval-mail-subject = An order of { $company } waits for your approval
approval-mail-body =
    Hello { $name },

    { $who } asks for your approval of an order of { $total } for { $company } at { $merchant }.

    To see it and decide, write to the ordering assistant of { $merchant }, in the same chat application as your colleagues:

    1. Give the VAT number { $number }.
    2. Confirm this e-mail address with the code you receive.
    { GIVEN($telegram) ->
        [yes]
            { "" }
            In Telegram you come straight to it by this address:
            { $telegram }
       *[no] { "" }
    }

    The order is then shown to you with its lines, and you approve or reject it with one press. Nothing is ordered before that.

    { $merchant }

why-no-limit = The person may spend without limit, so no approval is needed.
why-within-limit = The total is within the person's own limit of { $limit }, so no approval is needed.
why-deciders = These may approve { $total }: { $names }.

more-requests = { $count ->
        [one] One more request waits.
       *[other] { $count } more requests wait.
    }
count-lines = { $count ->
        [one] one line
       *[other] { $count } lines
    }
requester-left = Whoever asked for this may no longer act for the company, so the request no longer counts. Nothing was ordered.
button-review = { $who }, { $total }
button-approve-all = Approve all { $count }
button-next-request = Next request ({ $count } left)

status-reminded = Shown again below.
request-waits = This has waited since { $since }.
reminded = Your order has waited for approval since { $since }. I have reminded { $names }.
nobody-to-remind = Your order has waited for approval since { $since }, and nobody who may approve it can be reached in a chat. Call them, or let our team help.

decide-title = Your approval for { $merchant }
decide-heading = An order waits for your decision
decide-expired = This link has expired; nothing can be decided here any more. Write to our ordering assistant, or ask whoever sent the order to send it again.
decide-busy = One moment: I am at it. This page shows the answer by itself.
decide-answer = Your answer
decide-send = Send
decide-private = This page is yours alone: do not pass its address on. What you decide is confirmed by mail.
decide-wrong = This link is not complete or not ours. Please open it again from the mail.
decide-away = The assistant is just starting again. Please try once more in a few seconds.
decide-mail =
    Open this address to see it and decide. It is yours alone and good for { $days ->
        [one] one day
       *[other] { $days } days
    }; do not pass it on.
    { $link }

which-yes = Do you mean your own order, or the request that came after it? Please press a button under the one you mean.

status-requester-left = Closed: whoever asked may no longer act for the company. Nothing was ordered.
request-not-here = This request is decided already, or it is not yours to decide. Write /approvals to see what waits for you.

# Several who must agree.
reason-over-limit-yours = This is above your own limit of { $limit }.
reason-no-limit-yours = Your orders need an approval.
agreed = Noted: you agree to { $total }. Still to agree: { $names }.
agreed-already = You agreed to this already ({ $at }); others still have to.
request-agreed = { $who } agrees to your order of { $total }. Still to agree: { $names }.
status-agreed = Agreed by { $who }, { $at }
agreed-so-far = Agreed so far: { $names }.
instead-of = You decide instead of { $name }.
