# De beslissing: wat er anders is dan gevraagd, minder regels, en een aanvraag doorgeven.

difference-added = nieuw: { $after }
difference-gone = weggelaten, voorheen { $before }
difference-quantity = { $after } in plaats van { $before }
difference-price = eenheidsprijs { $after } in plaats van { $before }
difference-line-total = in totaal { $after } in plaats van { $before }
difference-stock = { $before } gewenst, maar { $after } op voorraad
difference-tax = Btw
difference-tax-base = Belast tegen { $rate } %
difference-delivery-date = Gewenste levering
difference-address = Het leveringsadres is een ander.
difference-back-order = Wat niet op voorraad is, wordt anders behandeld dan voorheen.

button-cut-lines = Minder bestellen
button-cut-some-lines = Minder van regels { $first }–{ $last }
form-cut-title = Minder bestellen
form-cut-show = Totaal tonen
cut-which-line = Van welke regels moet het minder zijn? Druk op een regel, of schrijf wat weg mag of hoeveel er moet blijven.
cut-title = De bestelling zoals u ze wijzigde
cut-shown = In plaats van { $before }: { $changes }. Er is niets beslist voor u deze regels goedkeurt.
button-approve-cut = Deze goedkeuren
button-cut-drop = Laten zoals het was
cut-dropped = De aanvraag blijft zoals ze was en wacht nog op een beslissing.
cut-not-more = U kunt alleen minder goedkeuren dan er gevraagd is. Van { $product } is dat hoogstens { $quantity }.
cut-in-packs = { $product } wordt verkocht per { $pack }, vanaf { $least }. Kies zo'n hoeveelheid, of laat het weg.
cut-not-cheaper = Dat zou { $total } kosten, meer dan de gevraagde { $before }: prijzen of vracht hangen af van de hoeveelheid. Er is niets gewijzigd.
cut-nothing-left = Er zou niets van de bestelling overblijven; dat is een afkeuring. Waarom keurt u ze af? Eén zin volstaat; de aanvrager leest die.
cut-changed-meanwhile = Er is iets gewijzigd sinds dat totaal getoond werd, dus is er niets goedgekeurd. Kijk het opnieuw na.
cut-unclear = Ik vind dat niet in deze aanvraag. Schrijf een van de producten, en hoeveel ervan moet blijven.
cut-asked-anew = Genoteerd. De bestelling is nu een andere, dus wordt iedereen die akkoord moet gaan opnieuw gevraagd, eerst { $names }.
status-cut = Gewijzigd door { $who }, { $at }: er wordt nu minder gevraagd dan hier staat.
request-cut = { $who } gaat akkoord met minder dan u vroeg; uw bestelling komt nu op { $total }.
request-changed-since = Deze aanvraag is gewijzigd sinds dit werd getoond; ik heb dus niets gedaan. Zo staat ze er nu voor.
still-waiting-cut-lines = Graag. Kies eerst van welke regels van de aanvraag het minder moet zijn, of druk hierboven op een knop.
still-waiting-cut-quantity = Graag. Schrijf eerst de nieuwe hoeveelheid voor de regel hierboven.

button-pass-on = Doorgeven
pass-on-to-whom = Wie beslist er in uw plaats? Druk op een naam, of schrijf het e-mailadres van een collega.
button-more-colleagues = { $count ->
        [one] Nog { $count } collega
       *[other] Nog { $count } collega's
    }
nobody-to-pass-on-to = Op dit moment kan geen collega dit overnemen.
pass-on-unknown = Ik vind onder deze naam of dit adres geen collega die het kan overnemen. Wie het vroeg, afwezig is of al gevraagd is, kan het niet.
passed-on = Doorgegeven: { $name } beslist in uw plaats.
passed-on-by = { $name } gaf dit aan u door; u beslist in diens plaats.
request-passed-on = { $who } gaf uw bestelling van { $total } door: { $name } beslist nu.
status-passed-on = Doorgegeven aan { $name }, { $at }
still-waiting-pass-on-to = Graag. Kies eerst wie er in uw plaats beslist, of druk hierboven op een knop.

approved-today = Goedgekeurd voor het totaal van vandaag, { $total } in plaats van de getoonde { $before }; daar is geen nieuwe goedkeuring voor nodig. De bestelling is onderweg naar de winkel; u krijgt het nummer.
request-approved-today = { $who } heeft uw bestelling van { $total } goedgekeurd. Vandaag komt ze op { $today }; daar is geen nieuwe goedkeuring voor nodig. Ze is onderweg naar de winkel; u krijgt het nummer.
earlier-in-thread = { $count ->
        [one] Eén eerder bericht wordt niet getoond.
       *[other] { $count } eerdere berichten worden niet getoond.
    }
