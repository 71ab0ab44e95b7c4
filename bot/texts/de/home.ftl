# Die Seite, die jede Person bei uns in Slack hat.

home-title = Bestellen bei { $merchant }
home-stranger = Ich nehme für { $merchant } Bestellungen und Nachbestellungen an, in Ihren eigenen Worten. Zuerst kläre ich, für welches Unternehmen Sie bestellen und dass Sie dort arbeiten; dann stehen hier Ihr Warenkorb, was auf Ihre Freigabe wartet und Ihre letzten Bestellungen.
button-begin = Beginnen
home-acting-for = Sie bestellen für { $company }. Schreiben Sie unter Nachrichten, was Sie brauchen, zum Beispiel «10 PAP-A4-80, 3 GLV-NIT-L».
button-other-company = Anderes Unternehmen
home-cart-empty = Ihr Warenkorb ist leer.
home-requests = Wartet auf Ihre Freigabe
home-more-lines = { $count ->
        [one] Noch { $count } Position
       *[other] Noch { $count } Positionen
    }
home-orders = Letzte Bestellungen
button-details = Details
