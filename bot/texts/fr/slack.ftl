slack-answered-privately = Je vous ai répondu en privé.
