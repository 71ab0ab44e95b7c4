# Bestanden die binnenkomen en uitgaan.

file-how = Stuur mij een bestellijst als bestand: CSV, XLSX of ODS, met op elke rij een product en een hoeveelheid. De volgorde van de kolommen maakt niet uit.
file-kept = Ik heb «{ $name }» ontvangen en lees het zodra ik weet voor wie u bestelt.
file-send-again = «{ $name }» is te groot om te bewaren tot ik weet voor wie u bestelt. Stuur het dan opnieuw.
button-read-file = Het bestand nu lezen
file-let-go = Ik bewaar niet meer dan { $most } bestanden tot ik weet voor wie u bestelt. Stuur «{ $name }» dan opnieuw.
file-kept-too-long = «{ $name }» is meer dan een dag geleden gestuurd, dus ik heb het niet bewaard. Stuur het opnieuw.
file-too-many = Ik lees hoogstens { $most } bestanden per bericht; stuur de andere opnieuw.
file-not-fetched = Ik kon «{ $name }» zojuist niet ophalen. Er is niets gewijzigd; stuur het zo meteen opnieuw.
file-not-to-be-had = «{ $name }» is niet meer op te halen, of te groot. Stuur het opnieuw.
file-too-large = «{ $name }» is groter dan { $megabytes } MB, meer dan een bestellijst ooit is; het is niet gelezen. Stuur alleen de lijst.
file-empty = Er staat niets in «{ $name }».
file-encrypted = «{ $name }» is met een wachtwoord beveiligd, zodat ik het niet kan lezen. Sla het zonder wachtwoord op en stuur het opnieuw.
file-damaged = «{ $name }» is beschadigd of onvolledig, zodat ik het niet kan lezen. Sla het nog eens op en stuur het opnieuw.
file-too-much = Er staat veel meer in «{ $name }» dan in een bestellijst; het is niet gelezen en er is niets gewijzigd. Kopieer de bestelregels naar een nieuw bestand en stuur dat.
file-other-format = «{ $name }» kan ik niet lezen. Ik lees bestellijsten als CSV, XLSX en ODS; een PDF, een document of een foto kan ons team bekijken. U kunt de regels ook schrijven, bijvoorbeeld «10 PAP-A4-80, 3 GLV-NIT-L».

list-not-found = Ik vind geen bestelregels in «{ $name }». Op elke rij hoort een product (artikelnummer of naam) en een hoeveelheid te staan. Er is niets gewijzigd.
list-no-quantities = Ik vind producten in «{ $name }», maar geen hoeveelheden. Er is niets gewijzigd.
list-too-long = Er staan { $count } bestelregels in «{ $name }», en ik neem er hoogstens { $most } tegelijk. Er is niets gewijzigd; stuur ze in meerdere bestanden.
list-which-column = «{ $name }» is op meer dan één manier te lezen. Welke kolom is de hoeveelheid?
list-which-sheet = Er staan op meer dan één plaats in «{ $name }» bestelregels. Welke moeten besteld worden?
list-column = Kolom { $column }
button-all-sheets = Allemaal
list-spoken = «{ $name }» heeft geen kolom met hoeveelheden. Dit lees ik bij de producten; er staat nog niets in uw winkelmandje. Zijn dit de hoeveelheden?
list-more-read = { $count ->
        [one] Nog één regel is op dezelfde manier gelezen.
       *[other] Nog { $count } regels zijn op dezelfde manier gelezen.
    }
button-take-quantities = Deze hoeveelheden nemen
list-held = { $count ->
        [one] Eén van de { $total } producten van «{ $name }» staat al in uw winkelmandje; er is dus nog niets gewijzigd. Wat moet er met de lijst gebeuren?
       *[other] { $count } van de { $total } producten van «{ $name }» staan al in uw winkelmandje; er is dus nog niets gewijzigd. Wat moet er met de lijst gebeuren?
    }
list-held-row = in het winkelmandje { $present }, in de lijst { $listed }
button-add-list = Alles toevoegen
button-replace-by-list = Hoeveelheden van de lijst nemen
button-only-new = Alleen toevoegen wat er nog niet is
list-title = Bestellijst «{ $name }»
list-added = { $count ->
        [one] Eén regel staat in uw winkelmandje.
       *[other] { $count } regels staan in uw winkelmandje.
    }
list-none-added = Er staat nog niets in uw winkelmandje.
list-problems = { $count ->
        [one] Deze regel staat niet in uw winkelmandje:
       *[other] Deze { $count } regels staan niet in uw winkelmandje:
    }
list-untold = { $count ->
        [one] Over de eerste stel ik hieronder een vraag. Nog één regel is alleen genoemd: schrijf die met de hoeveelheid, bijvoorbeeld «10 PAP-A4-80».
       *[other] Over de eerste stel ik hieronder een vraag. Nog { $count } regels zijn alleen genoemd: schrijf ze met hun hoeveelheid, bijvoorbeeld «10 PAP-A4-80».
    }
list-in-cart = Uit de lijst in het winkelmandje gelegd:
list-more-added = { $count ->
        [one] Nog één product; het winkelmandje toont ze allemaal.
       *[other] Nog { $count } producten; het winkelmandje toont ze allemaal.
    }
list-row = rij { $row }
list-row-of-sheet = { $sheet }, rij { $row }
list-read-from = Hoeveelheden: kolom { $column }.
list-begins = De regels beginnen bij rij { $row }; wat erboven staat, is niet als regel gelezen.
list-left-out = In deze bladen is geen bestelling gevonden: { $sheets }.
list-unread = Alleen de eerste { $most } bladen zijn gelezen, deze niet: { $sheets }.
list-cut = Alleen de eerste { $most } kolommen van een blad zijn gelezen, en er zijn er meer.
list-left = { $count ->
        [one] Eén regel blijft zoals hij in het winkelmandje staat: { $rows }.
       *[other] { $count } regels blijven zoals ze in het winkelmandje staan: { $rows }.
    }
list-headings = Gelezen als kop, niet als regel: rijen { $rows }.
list-unfilled = { $count ->
        [one] Eén rij zonder hoeveelheid is overgeslagen.
       *[other] { $count } rijen zonder hoeveelheid zijn overgeslagen.
    }
list-short = nu maar { $available } leverbaar
list-unknown = niet in onze catalogus
list-near = niet in onze catalogus; het dichtst erbij: { $names }
list-several = het kan een van deze zijn: { $names }
list-disagree = artikelnummer en naam zijn van verschillende producten: { $names }
list-quantity-missing = geen hoeveelheid
list-quantity-unclear = «{ $written }» is geen hoeveelheid die ik kan lezen
list-quantity-two-ways = «{ $written }» kan twee getallen zijn, met decimalen of in duizendtallen
list-quantity-negative = de hoeveelheid is negatief
list-quantity-zero = de hoeveelheid is nul
list-quantity-too-large = de hoeveelheid is te groot
list-unit = verkocht per { $unit }; ik weet niet hoeveel «{ $said }» daarvan is
list-pack = verkocht in veelvouden van { $pack }, vanaf { $least }, en niet { $wanted }
list-gone = { $product } kan niet besteld worden: niet meer te koop, of nog niet

button-as-file = Als bestand
order-file = Bestelling { $number } als bestand:
file-order = Bestelling
file-sku = Artikelnummer
file-product = Omschrijving
file-quantity = Aantal
file-unit = Eenheid
file-unit-price = Eenheidsprijs
file-net = Bedrag exclusief btw
file-currency = Valuta
