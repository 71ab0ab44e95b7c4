# Begroeting, hulp, taal, en wat er misgaat.

hello-stranger = Goedendag! Ik ben de bestelassistent van { $merchant }: ik zoek producten en uw prijzen op, neem bestellingen en nabestellingen aan, en stuur u facturen. Om te beginnen: wat is het btw-nummer van uw bedrijf?
hello = Goedendag! Wat wilt u bestellen voor { $company }?
welcome = U bestelt nu voor { $company }. Noem producten en hoeveelheden, of schrijf «zoals vorige keer».
welcome-approver = Bestellingen die op uw goedkeuring wachten, krijgt u hier te zien.
goodbye = Tot ziens. Wat in uw winkelwagen zit, blijft erin.
you-are-welcome = Graag gedaan.

help =
    Schrijf gerust in uw eigen woorden, bijvoorbeeld:
    • «verkoopt u nitrilhandschoenen in maat L?»
    • «10 riemen PAP-A4-80 en 2 rollen vuilniszakken»
    • «zoals vorige keer, maar 3 dozen handschoenen en geen koffie»
    • «bestelbon PO-4711, levering vrijdag, en bestel maar»
    • «hoe staat het met mijn laatste bestelling?»

    Commando's:
    /cart uw winkelwagen
    /orders uw bestellingen
    /approvals wat op uw goedkeuring wacht
    /away zeggen dat u weg bent
    /company het bedrijf kiezen
    /members wie voor uw bedrijf mag handelen
    /policy wat een goedkeuring vraagt
    /invite een collega uitnodigen
    /language de taal wijzigen
    /human met ons team spreken
out-of-scope = Dat heb ik niet begrepen, en ik gok liever niet. Noem een product en een hoeveelheid, bijvoorbeeld «3 dozen nitrilhandschoenen L», of schrijf «help».
ask-a-person = Ons team kan dat het best beantwoorden. Zal ik uw vraag doorgeven?
unknown-command = Het commando /{ $command } bestaat niet. U hebt /cart, /orders, /approvals, /company, /members, /policy, /invite, /language en /human.
which-language = Welke taal wenst u? Schrijf /language nl, /language fr, /language en of /language de.
language-changed = Vanaf nu schrijf ik in het Nederlands.
nothing-to-confirm = Er is nu niets te bevestigen. /cart toont uw winkelwagen, /orders uw bestellingen.

chosen = Gekozen: { $label }
button-used = «{ $label }» was al gekozen; er is niets dubbel gebeurd.
button-unknown = Deze knop is niet van u of is verlopen; er is niets gebeurd. /cart en /orders tonen de stand van zaken.
button-stale = Deze knop hoort bij een eerdere stap; er is niets gebeurd.
card-outdated = Niet meer actueel: zie het nieuwere bericht.
button-human = Met ons team spreken
button-retry = Opnieuw proberen

shop-down = De winkel antwoordt momenteel niet. Er is niets verloren en niets gewijzigd; probeer het zo dadelijk opnieuw.
shop-refused = De winkel heeft dit niet aanvaard; er is niets gewijzigd. Ons team kan er met u naar kijken.
error-unexpected = Er ging iets mis aan onze kant; er is niets gewijzigd. Schrijf het nog eens, of spreek met ons team.
error-parser-down = Momenteel begrijp ik alleen artikelnummers met hoeveelheden («10 PAP-A4-80»), btw-nummers, knoppen en commando's zoals /cart en /orders. Volledige zinnen begrijp ik binnenkort weer.

# Antwoord op iets waarvoor een bedrijf nodig is, terwijl een andere vraag openstaat.
still-waiting-vat-number = Graag, zodra ik weet voor wie u bestelt. Wat is het btw-nummer van uw bedrijf?
still-waiting-email = Graag, zodra uw e-mailadres bevestigd is. Wat is uw e-mailadres op het werk?
still-waiting-code = Graag, zodra uw e-mailadres bevestigd is. Schrijf de zescijferige code, of een ander adres.
still-waiting-company = Graag. Eerst: voor welk bedrijf bestelt u? Druk hierboven op de knop of schrijf de naam.
still-waiting-line = Graag. Beantwoord eerst de vraag hierboven over uw bestelregel.
still-waiting-confirm = Graag. Antwoord eerst hierboven of de getoonde bestelling mag vertrekken.
still-waiting-po-number = Graag. Schrijf eerst het bestelbonnummer voor deze bestelling.
still-waiting-product = Graag. Kies eerst een van de producten hierboven.
still-waiting-reject-reason = Graag. Schrijf eerst in één zin waarom u de aanvraag afkeurt.
still-waiting-approval-question = Graag. Schrijf eerst uw vraag over de aanvraag.
still-waiting-approval-answer = Graag. Schrijf eerst uw antwoord aan de goedkeurder.
