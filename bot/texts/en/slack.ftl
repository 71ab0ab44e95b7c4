slack-answered-privately = I have answered you in private.
