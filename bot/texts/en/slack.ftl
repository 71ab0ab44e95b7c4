slack-answered-privately = I have answered you in private.
slack-people-only = I can only order from a message that a person wrote. Please write the lines to me yourself.
slack-use-address = Use { $address }
