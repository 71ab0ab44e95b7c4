# De pagina die iedereen bij ons heeft in Slack.

home-title = Bestellen bij { $merchant }
home-stranger = Ik neem bestellingen en nabestellingen aan voor { $merchant }, in uw eigen woorden. Eerst ga ik na voor welk bedrijf u bestelt en of u er werkt; daarna staan hier uw winkelwagen, wat op uw goedkeuring wacht en uw laatste bestellingen.
button-begin = Beginnen
home-acting-for = U bestelt voor { $company }. Schrijf onder Berichten wat u nodig hebt, bijvoorbeeld «10 PAP-A4-80, 3 GLV-NIT-L».
button-other-company = Ander bedrijf
home-cart-empty = Uw winkelwagen is leeg.
home-requests = Wacht op uw goedkeuring
home-more-lines = { $count ->
        [one] Nog { $count } regel
       *[other] Nog { $count } regels
    }
home-orders = Laatste bestellingen
button-details = Details
