# What only Telegram needs: remarks in groups, files, and the menu of commands.

answered-in-private = Ich antworte in unserem privaten Chat, wo sonst niemand mitliest. Ist dort nichts angekommen, öffnen Sie ihn, drücken Sie auf Starten und fragen Sie mich noch einmal.
button-private-chat = Privaten Chat öffnen
file-too-large-to-send = «{ $name }» ({ $size }) ist zu groß für Telegram; ich konnte die Datei nicht senden.
file-refused-to-send = Telegram nimmt die Datei «{ $name }» nicht an; ich konnte sie nicht senden.

menu-order = Den Warenkorb bestellen
menu-cart = Den Warenkorb zeigen
menu-reorder = Dasselbe bestellen wie beim letzten Mal
menu-orders = Ihre Bestellungen
menu-status = Wo eine Bestellung ist
menu-invoice = Eine Rechnung erhalten
menu-approvals = Was auf Ihre Freigabe wartet
menu-away = Sie sind abwesend: wer entscheidet
menu-back = Sie sind zurück
menu-company = Die Firma wählen
menu-members = Wer für Ihre Firma handeln darf
menu-policy = Was eine Freigabe braucht
menu-invite = Eine Kollegin oder einen Kollegen einladen
menu-join = Den Code einer Einladung verwenden
menu-clear = Den Warenkorb leeren
menu-language = Die Sprache ändern
menu-human = Mit unserem Team sprechen
menu-help = Was ich kann
