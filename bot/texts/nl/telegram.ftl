# What only Telegram needs: remarks in groups, files, and the menu of commands.

answered-in-private = Ik antwoord in ons privégesprek, waar niemand anders meeleest. Is daar niets aangekomen, open het dan, druk op Start en stel uw vraag opnieuw.
button-private-chat = Privégesprek openen
file-too-large-to-send = «{ $name }» ({ $size }) is te groot voor Telegram; ik kon het niet sturen.
file-refused-to-send = Telegram aanvaardt het bestand «{ $name }» niet; ik kon het niet sturen.

menu-order = Uw winkelwagen bestellen
menu-cart = Uw winkelwagen tonen
menu-reorder = Hetzelfde bestellen als vorige keer
menu-orders = Uw bestellingen
menu-status = Waar een bestelling is
menu-invoice = Een factuur ontvangen
menu-approvals = Wat op uw goedkeuring wacht
menu-away = U bent weg: wie beslist
menu-back = U bent terug
menu-company = Het bedrijf kiezen
menu-members = Wie voor uw bedrijf mag handelen
menu-policy = Wat een goedkeuring vraagt
menu-invite = Een collega uitnodigen
menu-join = De code van een uitnodiging gebruiken
menu-clear = Uw winkelwagen leegmaken
menu-language = De taal wijzigen
menu-human = Met ons team praten
menu-help = Wat ik kan doen
