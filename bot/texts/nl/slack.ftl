slack-answered-privately = Ik heb u privé geantwoord.
slack-people-only = Ik kan alleen bestellen uit een bericht dat een persoon geschreven heeft. Schrijf de regels alstublieft zelf aan mij.
slack-use-address = { $address } gebruiken
