slack-answered-privately = Je vous ai répondu en privé.
slack-people-only = Je ne peux commander qu'à partir d'un message écrit par une personne. Merci de m'écrire les lignes vous-même.
slack-use-address = Utiliser { $address }
