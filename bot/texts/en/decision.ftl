# The decision: what differs from what was asked for, fewer lines, and passing a request on.

difference-added = new: { $after }
difference-gone = left out, { $before } before
difference-quantity = { $after } instead of { $before }
difference-price = unit price { $after } instead of { $before }
difference-line-total = { $after } instead of { $before } in all
difference-stock = { $before } wanted, only { $after } in stock
difference-tax = VAT
difference-tax-base = Taxed at { $rate }%
difference-delivery-date = Delivery asked for
difference-address = The delivery address is another one.
difference-back-order = What is short in stock is handled otherwise than before.

button-cut-lines = Change lines
button-cut-some-lines = Change lines { $first }–{ $last }
form-cut-title = Order less
form-cut-show = Show the total
cut-which-line = Of which lines shall it be less? Press one, or write what to leave out or how many to keep.
cut-title = The order as you changed it
cut-shown = Changed from { $before }: { $changes }. Nothing is decided before you approve these lines.
button-approve-cut = Approve these
button-cut-drop = Leave it as it was
cut-dropped = The request stays as it was and goes on waiting for a decision.
cut-not-more = You can only approve less than was asked for. Of { $product } that is { $quantity } at most.
cut-in-packs = { $product } is sold in multiples of { $pack }, from { $least }. Please choose such a quantity, or leave it out.
cut-not-cheaper = That would come to { $total }, more than the { $before } asked for: prices or freight depend on the quantity. Nothing was changed.
cut-nothing-left = Nothing would be left of the order, so that is a rejection. Why do you reject it? One sentence is enough; the requester will read it.
cut-changed-meanwhile = Something has changed since that total was shown, so nothing was approved. Please look at it again.
cut-unclear = I do not find that in this request. Please write one of its products, and how much of it to keep.
cut-asked-anew = Noted. The order is another one now, so everybody who has to agree is asked anew, first { $names }.
status-cut = Changed by { $who }, { $at }: less is asked for now than stands here.
request-cut = { $who } agrees to less of your order than you asked for; it comes to { $total } now.
request-changed-since = This request has changed since that was shown, so I did nothing. This is how it stands now.
still-waiting-cut-lines = Gladly. First, please choose which lines of the request shall be fewer, or press a button above.
still-waiting-cut-quantity = Gladly. First, please write the new quantity for the line above.

button-pass-on = Pass on
pass-on-to-whom = Who shall decide in your place? Press a name, or write the e-mail address of a colleague.
button-more-colleagues = { $count ->
        [one] One more colleague
       *[other] { $count } more colleagues
    }
nobody-to-pass-on-to = No colleague could take this over at the moment.
pass-on-unknown = I find no colleague under this name or address who can take it over. Whoever asked for the order, is away, or is asked already cannot.
passed-on = Passed on: { $name } decides in your place.
passed-on-by = { $name } passed this on to you; you decide in their place.
request-passed-on = { $who } passed your order of { $total } on: { $name } decides in their place.
status-passed-on = Passed on to { $name }, { $at }
still-waiting-pass-on-to = Gladly. First, please choose who shall decide in your place, or press a button above.

approved-today = Approved at today's total of { $total } instead of the { $before } that were shown; this needs no new approval. The order is on its way to the shop; I tell you its number.
request-approved-today = { $who } approved your order of { $total }. Today it comes to { $today }, which needs no new approval. It is on its way to the shop; I tell you its number.
earlier-in-thread = { $count ->
        [one] One earlier message is not shown.
       *[other] { $count } earlier messages are not shown.
    }
