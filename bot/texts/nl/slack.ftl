slack-answered-privately = Ik heb u privé geantwoord.
