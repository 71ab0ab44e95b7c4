slack-answered-privately = Ich habe Ihnen privat geantwortet.
