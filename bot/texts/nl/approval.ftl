# Bestellen: het bestelbonnummer, het uitdrukkelijke ja, het krediet, en wie akkoord moet gaan.

ask-po-number = { $company } bestelt met een bestelbonnummer. Wat is het nummer voor deze bestelling?
po-number-set = Genoteerd: bestelbonnummer { $number }.
po-number-too-long = «{ $number }» is te lang voor een bestelbonnummer: hoogstens 35 tekens. Schrijf het opnieuw.
po-number-pattern = «{ $number }» heeft niet de vorm die met uw bedrijf is afgesproken ({ $pattern }). Kijk het na en schrijf het opnieuw.
po-number-used = Bestelbonnummer «{ $number }» staat al op een andere bestelling van uw bedrijf. Schrijf een ander nummer.

confirm-title = Kijk uw bestelling even na
confirm-order = Dit bestellen voor { $total }, op factuur?
confirm-approval = Zal ik het ter goedkeuring sturen aan { $names }?
no-approver = Niemand in uw bedrijf kan momenteel { $total } voor u goedkeuren. Ons team kan u helpen.
button-order = Nu bestellen
button-send-approval = Ter goedkeuring sturen
button-change-cart = Iets wijzigen
cart-sent-already = Deze winkelwagen is al verstuurd; er is niets dubbel besteld. /orders toont hoe het ermee staat.
total-changed-look-again = De prijzen, de voorraad of uw winkelwagen zijn gewijzigd sinds dat totaal getoond werd. Er is niets besteld; kijk het opnieuw na.
credit-exceeded = { $total } is meer dan de vrije kredietruimte van uw bedrijf, { $free }; er ontbreekt { $missing }. Er is niets besteld. Haal er iets uit, of spreek met ons team.

sent-for-approval = Ter goedkeuring gestuurd aan { $names }. U hoort het zodra er beslist is; intussen kunt u een andere winkelwagen beginnen.
button-withdraw = Intrekken
withdrawn = Ingetrokken; er is niets besteld.
button-rebuild = De regels opnieuw nemen

approval-title = Graag goedkeuren: bestelling van { $who }
approval-from = { $who } ({ $email }) vraagt uw goedkeuring voor deze bestelling.
reason-over-limit = Het totaal is hoger dan de eigen limiet van { $limit }.
reason-no-limit = Deze persoon bestelt alleen met goedkeuring.
credit-left = Vrije kredietruimte
no-such-order-before = Geen eerdere bestelling bevat een van deze producten.
same-as-order = Gelijk aan bestelling { $number } van { $day }.
changes-since = Vergeleken met bestelling { $number } van { $day }: { $changes }
change-new = { $product }: nieuw
change-quantity = { $product }: { $new } in plaats van { $old }
change-price = { $product }: eenheidsprijs { $new } in plaats van { $old }
change-gone = { $product }: deze keer niet
button-approve = Goedkeuren
button-reject = Afkeuren
button-ask = Iets vragen

nothing-waits = Er wacht geen bestelling op uw goedkeuring.
which-request = { $count ->
        [one] Er wacht { $count } aanvraag
       *[other] Er wachten { $count } aanvragen
    } op u. Bekijk ze één voor één, of keur ze samen goed:
not-your-own = U kunt uw eigen bestelling niet goedkeuren. Een goedkeurder van uw bedrijf beslist.
not-yours-to-decide = Deze beslissing is niet aan u: er is een goedkeurder van dit bedrijf nodig met een limiet die hoog genoeg is.
already-approved = { GIVEN($who) ->
        [yes] { $who } heeft deze aanvraag al goedgekeurd ({ $at }).
       *[no] Deze aanvraag is al goedgekeurd.
    } Er is niets dubbel besteld.
already-rejected = { GIVEN($who) ->
        [yes] { $who } heeft deze aanvraag al afgekeurd ({ $at }).
       *[no] Deze aanvraag is al afgekeurd.
    } Er is niets besteld.
already-void = Deze aanvraag telt niet meer: er is iets gewijzigd voor de beslissing. Er is niets besteld; de aanvrager kan ze opnieuw sturen.
already-cancelled = { GIVEN($who) ->
        [yes] { $who } heeft deze aanvraag ingetrokken ({ $at }).
       *[no] Deze aanvraag is ingetrokken.
    } Er is niets besteld.
status-approved = Goedgekeurd door { $who }, { $at }
status-rejected = Afgekeurd door { $who }, { $at }
status-void = Niet meer geldig: er is iets gewijzigd voor de beslissing ({ $who }, { $at }). Er is niets besteld.
status-cancelled = Ingetrokken door { $who }, { $at }
status-answered = Beantwoord: de aanvraag staat hieronder opnieuw.

approved = Goedgekeurd: { $total }. De bestelling is onderweg naar de winkel; u krijgt het nummer.
request-approved = { $who } heeft uw bestelling van { $total } goedgekeurd. Ze is onderweg naar de winkel; u krijgt het nummer.
request-void = Er is iets gewijzigd sinds u dit kreeg, dus is uw goedkeuring niet gebruikt en is er niets besteld. De aanvrager weet het en kan het opnieuw sturen zoals het vandaag is.
request-void-requester = { $who } wilde uw bestelling van { $total } goedkeuren, maar intussen is er iets gewijzigd. Er is niets besteld: neem de regels opnieuw, kijk ze na en stuur ze nog eens.
ask-reject-reason = Waarom keurt u het af? Eén zin volstaat; de aanvrager leest die.
rejected = Afgekeurd. De aanvrager weet het, met uw reden.
request-rejected = { $who } heeft uw bestelling van { $total } afgekeurd: «{ $reason }». Er is niets besteld. U kunt de regels opnieuw nemen en wijzigen.
ask-question = Wat wilt u weten? De aanvrager krijgt uw vraag.
question-sent = Uw vraag is doorgegeven; de aanvraag blijft wachten.
question-from = { $who } heeft een vraag over uw bestelling van { $total }:
button-answer = Antwoorden
ask-answer = Schrijf uw antwoord.
answer-sent = Uw antwoord is doorgegeven; de aanvraag wacht nog op een beslissing.

approval-mail-subject = Een bestelling van { $company } wacht op uw goedkeuring
approval-mail-body =
    Goedendag { $name },

    { $who } vraagt uw goedkeuring voor een bestelling van { $total } voor { $company } bij { $merchant }.

    Om ze te zien en te beslissen, schrijft u naar de bestelassistent van { $merchant }, in dezelfde chattoepassing als uw collega's:

    1. Geef het btw-nummer { $number } op.
    2. Bevestig dit e-mailadres met de code die u krijgt.
    { GIVEN($telegram) ->
        [yes]
            { "" }
            In Telegram komt u er rechtstreeks via dit adres:
            { $telegram }
       *[no] { "" }
    }

    U krijgt de bestelling dan met haar regels te zien, en keurt ze met één druk goed of af. Voordien wordt er niets besteld.

    { $merchant }

why-no-limit = De persoon mag zonder limiet bestellen, dus goedkeuring is niet nodig.
why-within-limit = Het totaal blijft binnen de eigen limiet van { $limit }, dus goedkeuring is niet nodig.
why-deciders = Deze mensen mogen { $total } goedkeuren: { $names }.

more-requests = { $count ->
        [one] Er wacht nog één aanvraag.
       *[other] Er wachten nog { $count } aanvragen.
    }
count-lines = { $count ->
        [one] één regel
       *[other] { $count } regels
    }
requester-left = Wie dit vroeg, mag niet meer voor het bedrijf handelen, dus de aanvraag telt niet meer. Er is niets besteld.
button-review = { $who }, { $total }
button-approve-all = Alle { $count } goedkeuren
button-next-request = Volgende aanvraag (nog { $count })

status-reminded = Hieronder opnieuw getoond.
request-waits = Dit wacht sinds { $since }.
reminded = Uw bestelling wacht op goedkeuring sinds { $since }. Ik heb { $names } eraan herinnerd.
nobody-to-remind = Uw bestelling wacht op goedkeuring sinds { $since }, en niemand die ze mag goedkeuren is hier bereikbaar. Bel hen, of laat ons team helpen.

decide-title = Uw goedkeuring voor { $merchant }
decide-heading = Een bestelling wacht op uw beslissing
decide-expired = Deze link is verlopen; hier kan niets meer beslist worden. Schrijf aan onze bestelassistent, of vraag de afzender om de bestelling opnieuw te sturen.
decide-busy = Een ogenblik, ik ben ermee bezig. Het antwoord verschijnt hier vanzelf.
decide-answer = Uw antwoord
decide-send = Versturen
decide-private = Deze pagina is alleen voor u: geef het adres niet door. Uw beslissing wordt per e-mail bevestigd.
decide-wrong = Deze link is onvolledig of niet van ons. Open hem opnieuw vanuit de e-mail.
decide-away = De assistent start net opnieuw. Probeer het over enkele seconden nog eens.
decide-mail =
    Open dit adres om het te zien en te beslissen. Het is alleen voor u en { $days ->
        [one] één dag
       *[other] { $days } dagen
    } geldig; geef het niet door.
    { $link }

which-yes = Bedoelt u uw eigen bestelling, of de aanvraag die erna kwam? Druk op een knop onder wat u bedoelt.

status-requester-left = Gesloten: wie vroeg, mag niet meer voor het bedrijf handelen. Er is niets besteld.
request-not-here = Over deze aanvraag is al beslist, of u mag er niet over beslissen. Schrijf /approvals om te zien wat op u wacht.

# Several who must agree.
reason-over-limit-yours = Dit is meer dan uw eigen limiet van { $limit }.
reason-no-limit-yours = Uw bestellingen vragen een goedkeuring.
agreed = Genoteerd: u gaat akkoord met { $total }. Nog nodig is het akkoord van { $names }.
agreed-already = U bent al akkoord gegaan ({ $at }); anderen moeten dat nog doen.
request-agreed = { $who } gaat akkoord met uw bestelling van { $total }. Nog nodig is het akkoord van { $names }.
status-agreed = Akkoord van { $who }, { $at }
agreed-so-far = Al akkoord: { $names }.
instead-of = U beslist in plaats van { $name }.
