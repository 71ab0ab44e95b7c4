slack-answered-privately = Ich habe Ihnen privat geantwortet.
slack-people-only = Ich kann nur aus einer Nachricht bestellen, die ein Mensch geschrieben hat. Bitte schreiben Sie mir die Zeilen selbst.
slack-use-address = { $address } verwenden
