# Voor wie iemand bestelt, en het bewijs daarvan. Niets hier mag verraden of een bedrijf of een
# adres bekend is.

ask-vat-number = Voor welk bedrijf bestelt u bij { $merchant }? Schrijf het btw-nummer, bijvoorbeeld BE0123456749.
ask-vat-number-first = Graag. Eerst, zodat { $merchant } u de juiste prijzen toont: wat is het btw-nummer van uw bedrijf? Daarna kom ik op uw vraag terug.
ask-other-vat-number = Voor welk ander bedrijf bestelt u bij { $merchant }? Schrijf het btw-nummer.
vat-number-wrong = «{ $written }» is geen geldig btw-nummer: de landcode, de lengte of de controlecijfers kloppen niet. Kijk het na en schrijf het opnieuw, bijvoorbeeld BE0123456749.
vat-number-outside-eu = «{ $written }» lijkt een nummer van buiten de EU, dat ik niet kan nakijken. Heeft uw bedrijf een btw-nummer in de EU, schrijf dan dat; anders zorgt ons team voor uw account.
vat-number-country-missing = «{ $written }» past bij meerdere landen. Schrijf het met de landcode, bijvoorbeeld BE0123456749.
vies-invalid = VIES, het Europese register, vermeldt { $number } niet voor handel tussen EU-landen. Vaak is dat enkel een kwestie van registratie: binnenlandse bestellingen gaan gewoon door, met btw, en een levering in een ander EU-land wacht tot ons team het nummer heeft nagekeken.

ask-email = Dank u, { $number }. Om de prijzen en bestellingen van uw bedrijf te beschermen, bevestig ik wie er schrijft: wat is uw e-mailadres op het werk?
email-wrong = Dit lijkt geen e-mailadres. Schrijf het voluit, bijvoorbeeld naam@bedrijf.example.
too-many-codes = Er zijn in korte tijd te veel codes gevraagd. Wacht even voor u uw adres opnieuw schrijft, of schrijf «medewerker» om ons team te bereiken.
code-sent = Als { $email } een contactpersoon van dit bedrijf is, is een zescijferige code onderweg; ze is { $minutes ->
        [one] { $minutes } minuut
       *[other] { $minutes } minuten
    } geldig. Geen code? Kijk het adres na, of schrijf «medewerker».
code-wrong = Deze code is niet juist. U hebt nog { $left ->
        [one] { $left } poging
       *[other] { $left } pogingen
    }.
code-tries-used = Dat was de laatste poging, en deze code geldt niet meer. Schrijf uw e-mailadres op het werk om een nieuwe te vragen.
code-expired = Deze code is niet meer geldig. Schrijf uw e-mailadres op het werk om een nieuwe te vragen.
code-mail-subject = Uw code om te bestellen bij { $merchant }
code-mail-body =
    Goedendag,

    iemand wil bij { $merchant } bestellen voor uw bedrijf en gaf dit e-mailadres op.

    Gevraagd door: { $who }
    Via: { $channel }

    Bent u dat, voer dan deze code in het gesprek in:

    { $code }

    Ze is { $minutes ->
        [one] { $minutes } minuut
       *[other] { $minutes } minuten
    } geldig.

    Was u het niet, dan hoeft u niets te doen: zonder de code komt niemand binnen. Geef ze aan niemand door, ook niet aan ons.

    { $merchant }

which-company = Voor welk bedrijf bestelt u?
membership-ended = Uw toegang tot dit bedrijf bij { $merchant } is beëindigd. Schrijf het btw-nummer van uw bedrijf om te bestellen.
membership-ended-removed = Een beheerder van { $company } heeft uw toegang beëindigd. Klopt dat niet, spreek dan uw beheerder aan.
membership-expired = Het is 90 dagen geleden dat uw e-mailadres bevestigd werd. Bevestig het opnieuw: schrijf { $email } en ik stuur er een code heen.
membership-archived = U bent bij ons geen contactpersoon van { $company } meer, dus kan ik er niet meer voor bestellen. Klopt dat niet, schrijf dan «medewerker»; voor een ander bedrijf schrijft u het btw-nummer.
