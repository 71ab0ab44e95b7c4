# What only Telegram needs: remarks in groups, files, and the menu of commands.

answered-in-private = I answer in our private chat, where nobody else reads along. If nothing has arrived there, open it, press Start and ask me again.
button-private-chat = Open the private chat
file-too-large-to-send = «{ $name }» ({ $size }) is too large for Telegram, so I could not send it.
file-refused-to-send = Telegram does not accept the file «{ $name }», so I could not send it.

menu-order = Send your cart as an order
menu-cart = Show your cart
menu-reorder = Order the same as last time
menu-orders = Your orders
menu-status = Where an order is
menu-invoice = Get an invoice
menu-approvals = What waits for your approval
menu-away = You are away: who decides
menu-back = You are back
menu-company = Choose the company
menu-members = Who may act for your company
menu-policy = What needs an approval
menu-invite = Invite a colleague
menu-join = Use the code of an invitation
menu-clear = Empty your cart
menu-language = Change the language
menu-human = Talk to our team
menu-help = What I can do
