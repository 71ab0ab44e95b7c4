# Goedkeuringsregels: waarom een goedkeuring gevraagd wordt.

reason-limit-currency = Het totaal van { $total } kan niet vergeleken worden met de limiet van de aanvrager, { $limit }, die in een andere valuta is.
reason-always = Regel «{ $rule }»: elke bestelling vraagt een goedkeuring.
reason-other-currency = Regel «{ $rule }»: { $total } kan niet vergeleken worden met { $limit }, dat in een andere valuta is.
reason-total-over = Regel «{ $rule }»: het totaal van { $total } is hoger dan { $limit }.
reason-spent-over-day = Regel «{ $rule }»: met deze bestelling besteedt de aanvrager vandaag { $spent }, meer dan { $limit }.
reason-spent-over-week = Regel «{ $rule }»: met deze bestelling besteedt de aanvrager deze week { $spent }, meer dan { $limit }.
reason-spent-over-month = Regel «{ $rule }»: met deze bestelling besteedt de aanvrager deze maand { $spent }, meer dan { $limit }.
reason-spent-over-quarter = Regel «{ $rule }»: met deze bestelling besteedt de aanvrager dit kwartaal { $spent }, meer dan { $limit }.
reason-spent-over-year = Regel «{ $rule }»: met deze bestelling besteedt de aanvrager dit jaar { $spent }, meer dan { $limit }.
reason-spent-unknown = Regel «{ $rule }»: wat de aanvrager tot nu toe besteed heeft, is niet op te tellen; het kan meer zijn dan { $limit }.
reason-budget-unknown = Regel «{ $rule }»: het budget «{ $budget }» bestaat niet.
reason-no-cost-centre = Regel «{ $rule }»: het is niet bekend welke kostenplaats betaalt; het budget «{ $budget }» is misschien overschreden.
reason-budget-unsure = Regel «{ $rule }»: wat van het budget «{ $budget }» van { $limit } gebruikt is, is niet op te tellen.
reason-budget-over = Regel «{ $rule }»: met deze bestelling zou { $used } van het budget «{ $budget }» gebruikt zijn, meer dan { $limit }.
reason-product = Regel «{ $rule }»: { $product } staat in de bestelling.
reason-category = Regel «{ $rule }»: { $product } hoort bij «{ $category }».
reason-unusual-quantity = Regel «{ $rule }»: { $quantity } van { $product }; tot nu toe hoogstens { $largest } tegelijk.
reason-new-product = Regel «{ $rule }»: { $product } is nog nooit besteld.
reason-new-address = Regel «{ $rule }»: op dit afleveradres is nog nooit iets besteld.
reason-price-over-last = Regel «{ $rule }»: { $product } kost { $price }, de vorige keer { $paid }.
reason-without-po-number = Regel «{ $rule }»: er is geen bestelbonnummer.
reason-discount-over = Regel «{ $rule }»: { $product } heeft een korting van { $discount } %.
reason-no-manager = De aanvrager heeft geen leidinggevende; daarom wordt een beheerder gevraagd.
reason-nobody-left = Wie de regel noemt, kan hier momenteel niet over beslissen; daarom wordt iemand anders gevraagd die dat mag.

# Dezelfde regels, uitgelegd.

policy-own-limits = Wie meer bestelt dan de eigen limiet, heeft het akkoord nodig van iemand die over het bedrag mag beslissen.
policy-no-own-limits = De eigen limieten vragen geen goedkeuring; alleen de regels hieronder doen dat.
policy-rule = «{ $name }»: als { $when }, akkoord nodig van { $who }.
policy-rule-always = «{ $name }»: voor elke bestelling akkoord nodig van { $who }.
policy-rule-only = { $rule } Alleen voor bestellingen van { $names }.
policy-and-then = { $first }, daarna van { $next }
when-total-over = het totaal hoger is dan { $limit }
when-spent-over = iemand voor meer dan { $limit } bestelt per { $period ->
        [day] dag
        [week] week
        [month] maand
        [quarter] kwartaal
       *[year] jaar
    }
when-budget = het budget «{ $budget }» overschreden zou worden
when-products = een van deze producten erin staat: { $names }
when-categories = een product hoort bij { $names }
when-unusual = een hoeveelheid meer is dan { $times } keer de grootste tot nu toe
when-new-product = een product nog nooit besteld is
when-new-address = op het afleveradres nog nooit iets besteld is
when-price-over-last = een stukprijs meer dan { $percent } % boven de laatst betaalde ligt
when-without-po-number = er geen bestelbonnummer is
when-discount-over = een regel meer dan { $percent } % korting heeft
tier-approver-any = een goedkeurder
tier-approver-all = alle goedkeurders
tier-administrator-any = een beheerder
tier-administrator-all = alle beheerders
tier-manager = de leidinggevende van de aanvrager (of diens leidinggevende, tot wie het bedrag mag besteden)
policy-budget = Budget «{ $name }»{ GIVEN($centre) ->
        [yes] {" "}van de kostenplaats «{ $centre }»
       *[no] {""}
    }: { $amount } per { $period ->
        [day] dag
        [week] week
        [month] maand
        [quarter] kwartaal
       *[year] jaar
    }.
policy-manager-of = Leidinggevende van { $names }: { $manager }.
policy-twice-allowed = Dezelfde persoon mag in twee stappen van één aanvraag akkoord gaan.
policy-tolerance = Een goedgekeurde bestelling mag tot { $percent } % duurder worden zonder nieuwe aanvraag.
policy-tolerance-bound = Een goedgekeurde bestelling mag tot { $percent } % duurder worden, hoogstens { $amount }, zonder nieuwe aanvraag.
policy-working-time = Herinnerd wordt op { $weekdays }, van { $starts } tot { $ends }, na { $hours } werkuren; een aanvraag eindigt na { $after } dagen.
policy-escalation = Na { $hours } werkuren worden ook anderen gevraagd: { $names }.
policy-escalation-to-next = de volgende die mag beslissen, daarna de beheerders
policy-digest = Aanvragen onder { $amount } komen samen in één bericht om { $time }.

# Wat er niet klopt aan regels, en wat te doen.

policy-no-number = Een bedrag of percentage is geen getal. Schrijf het zoals 250 of 250.50.
policy-bad-currency = «{ $currency }» is geen valuta. Schrijf drie hoofdletters, zoals EUR, of laat het weg voor die van het bedrijf.
policy-no-name = Er ontbreekt een naam. Geef er een die men herkent.
policy-name-twice = De naam «{ $name }» staat er tweemaal. Geef elk een eigen naam.
policy-budget-unused = Geen regel kijkt naar het budget «{ $budget }». Voeg zo'n regel toe, of haal het budget weg.
policy-nothing-asked = Er zijn geen regels en eigen limieten tellen niet, dus wordt nooit iemand gevraagd. Voeg een regel toe, of laat de eigen limieten tellen.
policy-asks-nobody = Regel «{ $rule }» vraagt niemand. Zeg wie akkoord moet gaan.
policy-person-twice = Regel «{ $rule }» heeft { $email } in twee stappen nodig, maar niemand gaat tweemaal akkoord. Haal er een weg, of sta het toe met same_person_twice.
policy-tier-unclear = Een stap van regel «{ $rule }» moet ofwel personen noemen, ofwel een rol, ofwel de leidinggevende: precies één daarvan.
policy-role-cannot-decide = Regel «{ $rule }» vraagt aanvragers, die niet beslissen. Vraag goedkeurders of beheerders.
policy-no-managers = Regel «{ $rule }» vraagt de leidinggevende, maar nergens staat wie dat is. Voeg leidinggevenden toe (managers).
policy-requester-alone = Regel «{ $rule }» vraagt alleen degene voor wiens bestellingen ze geldt; niemand beslist over de eigen bestellingen. Noem iemand anders.
policy-unknown-budget = Regel «{ $rule }» kijkt naar het budget «{ $budget }», dat niet bestaat. Voeg het toe onder budgets, of verbeter de naam.
policy-factor-too-small = Regel «{ $rule }»: de factor van een ongewone hoeveelheid moet hoger zijn dan 0, bijvoorbeeld 3.
policy-negative = { $amount } kan hier niet. Schrijf een bedrag boven 0.
policy-too-large = { $amount } is te groot om bedoeld te zijn. Schrijf een kleiner bedrag.
policy-needless-condition = Regel «{ $rule }»: wat in de periode besteed is, telt deze bestelling mee, dus klopt die voorwaarde altijd als die van het totaal klopt. Haal een van beide weg.
policy-never-holds = Regel «{ $rule }» kan nooit gelden: geen korting is zo hoog. Schrijf een kleiner percentage.
policy-po-always-asked = Regel «{ $rule }» kan nooit gelden: het bedrijf bestelt alleen met een bestelbonnummer. Haal die voorwaarde weg.
policy-same-condition = Regels «{ $rule }» en «{ $other }» gelden voor dezelfde bestellingen; beide vragen. Maak er één regel met twee stappen van.
policy-manager-loop = De leidinggevenden draaien in een kring: { $names }. Niemand staat bovenaan; haal er een weg.
policy-managers-unused = Er staan leidinggevenden in, maar geen regel vraagt hen. Voeg zo'n stap toe, of haal hen weg.
policy-bad-tolerance = Een tolerantie van { $percent } % kan niet. Schrijf 0 tot 100.
policy-tolerance-unused = De tolerantie heeft een bedrag, maar 0 %, dus staat ze niets toe. Geef ook een percentage.
policy-bad-email = «{ $email }» is geen e-mailadres in kleine letters. Verbeter het.
policy-bad-zone = De tijdzone «{ $zone }» bestaat niet. Schrijf er een zoals Europe/Brussels.
policy-bad-country = «{ $country }» is geen land. Schrijf twee hoofdletters, zoals BE.
policy-bad-days = De werkdagen moeten een of meer verschillende getallen van 0 (maandag) tot 6 (zondag) zijn.
policy-bad-time = «{ $time }» is geen tijdstip. Schrijf het zoals 09:00, tussen aanhalingstekens.
policy-day-too-short = De werkdag zou om { $starts } beginnen en om { $ends } eindigen. Hij moet na het begin eindigen.
policy-digest-at-night = Het bericht van de dag zou om { $time } uitgaan, buiten de werkuren. Kies een tijdstip daarbinnen.
policy-bad-hours = Uren tot een herinnering of escalatie moeten boven 0 zijn.
policy-reminders-unordered = De herinneringen moeten op elkaar volgen: schrijf hun uren in stijgende volgorde.
policy-reminder-too-late = Een herinnering zou komen nadat de aanvraag geëindigd is ({ $after } dagen). Vervroeg ze, of laat aanvragen langer wachten.
policy-other-currency = De regels zijn in { $currency }, het bedrijf in { $company }. Bedragen worden nooit omgerekend: schrijf ze in { $company }.
policy-unknown-person = Het bedrijf heeft niemand met het adres { $email }. Verbeter het, of geef die persoon eerst een rol.
policy-archived-person = { $email } mag niet meer voor het bedrijf handelen. Noem iemand anders.
policy-no-approver-role = { $name } moet beslissen zonder goedkeurder of beheerder te zijn. Geef ook die rol, zodat deze persoon ziet wat wacht.
policy-limit-too-low = { $name } keurt alleen tot { $limit } goed en wordt met naam voor meer gevraagd. Dat mag; noem iemand anders als het niet bedoeld is.
policy-unknown-sku = De winkel heeft geen product { $sku }. Verbeter het.
policy-unknown-category = De winkel heeft geen product in «{ $category }». Schrijf de categorie zoals de winkel.
policy-without-manager = Voor { $names } is geen leidinggevende genoemd; een beheerder zou gevraagd worden. Voeg de leidinggevende toe als dat niet bedoeld is.
policy-nobody-left = Regel «{ $rule }»: voor bestellingen van { $names } zou niemand die ze vraagt kunnen beslissen, dus zou iemand anders gevraagd worden die dat mag. Noem meer personen, of verhoog een limiet.
policy-gap = Bestellingen van { $names } van { $amount } en meer zou niemand kunnen goedkeuren. Verhoog de limiet van een goedkeurder, of noem een andere.

# Welke kostenplaats betaalt.

cost-centre = Kostenplaats
ask-cost-centre = Welke kostenplaats of welk project betaalt deze bestelling?
cost-centre-how = Schrijf /cost-centre met daarachter de naam van de kostenplaats of het project dat betaalt.
cost-centre-set = Genoteerd: «{ $name }» betaalt deze bestelling.
cost-centre-unknown = Uw bedrijf heeft geen kostenplaats «{ $name }» met een budget. Deze bestaan:
still-waiting-cost-centre = Graag. Kies eerst welke kostenplaats betaalt.
