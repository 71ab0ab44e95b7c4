# Greetings, help, language, and what goes wrong.

hello-stranger = Hello! I am the ordering assistant of { $merchant }: I look up products and your prices, take orders and reorders, and send invoices. To begin: what is your company's VAT number?
hello = Hello! What would you like to order for { $company }?
welcome = You are now ordering for { $company }. Name products and quantities, or write «same as last time».
welcome-approver = Orders that wait for your approval are shown to you here.
goodbye = Goodbye. What is in your cart stays there.
you-are-welcome = You are welcome.

help =
    You can write in your own words, for example:
    • «do you sell nitrile gloves in size L?»
    • «10 reams of PAP-A4-80 and 2 rolls of bin bags»
    • «same as last time, but 3 boxes of gloves and no coffee»
    • «PO number PO-4711, deliver on Friday, and order»
    • «where is my last order?»

    Commands:
    /cart your cart
    /orders your orders
    /approvals what waits for your approval
    /away say that you are away
    /company choose the company
    /members who may act for your company
    /policy what needs an approval
    /invite invite a colleague
    /language change the language
    /human talk to our team
out-of-scope = I did not understand that, and I would rather not guess. Name a product and a quantity, for example «3 boxes of nitrile gloves L», or write «help».
ask-a-person = Our team can answer that best. Shall I pass it on?
unknown-command = There is no command /{ $command }. You can use /cart, /orders, /approvals, /company, /members, /policy, /invite, /language and /human.
which-language = Which language would you like? Write /language en, /language fr, /language nl or /language de.
language-changed = From now on I write in English.
nothing-to-confirm = There is nothing to confirm at the moment. /cart shows your cart, /orders your orders.

chosen = Chosen: { $label }
button-used = «{ $label }» was already chosen; nothing was done twice.
button-unknown = This button is not yours or has expired; nothing was done. /cart and /orders show how things stand.
button-stale = This button belongs to an earlier step; nothing was done.
card-outdated = No longer current: see the newer message.
button-human = Talk to our team
button-retry = Try again

shop-down = The shop does not answer at the moment. Nothing was lost and nothing was changed; please try again in a moment.
shop-refused = The shop did not accept this; nothing was changed. Our team can look into it with you.
error-unexpected = Something went wrong on our side; nothing was changed. Please write it once more, or talk to our team.
error-parser-down = For the moment I only understand article numbers with quantities («10 PAP-A4-80»), VAT numbers, buttons and commands such as /cart and /orders. Full sentences work again soon.

# Said when something that needs a company is asked for while another question is open.
still-waiting-vat-number = Gladly, as soon as I know whom you order for. What is your company's VAT number?
still-waiting-email = Gladly, as soon as your e-mail is confirmed. What is your work e-mail address?
still-waiting-code = Gladly, as soon as your e-mail is confirmed. Please write the six-digit code, or another address.
still-waiting-company = Gladly. First, which company do you order for? Press its button above or write its name.
still-waiting-line = Gladly. First, please answer the question above about your order line.
still-waiting-confirm = Gladly. First, please answer above whether the order shown is to go out.
still-waiting-po-number = Gladly. First, please write the purchase order number for this order.
still-waiting-product = Gladly. First, please choose one of the products above.
still-waiting-reject-reason = Gladly. First, please write in a sentence why you reject the request.
still-waiting-approval-question = Gladly. First, please write your question about the request.
still-waiting-approval-answer = Gladly. First, please write your answer to the approver.
