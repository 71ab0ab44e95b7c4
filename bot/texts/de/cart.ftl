# Der Warenkorb, das Nachbestellen, und was auf jedem Angebot steht.

cart-title = Ihr Warenkorb
cart-empty = Ihr Warenkorb ist leer. Nennen Sie ein Produkt und eine Menge, oder schreiben Sie «wie letztes Mal».
not-in-cart = In Ihrem Warenkorb liegt nichts von { $phrases }. /cart zeigt, was darin liegt.
line-detail = { $sku } · { $quantity } × { $price }
line-back-ordered = wird nachgeliefert
charge-freight = Versandkosten
charge-surcharge = Zuschlag
charge-eco-contribution = Umweltbeitrag
charge-discount = Rabatt
total-net = Summe netto
total-tax = MwSt. { $rate } %
total-gross = Summe brutto
reverse-charge = Keine MwSt. berechnet: steuerfreie innergemeinschaftliche Lieferung, Artikel 138 der Richtlinie 2006/112/EG. Die Steuer schuldet der Kunde.
payment-terms = Zahlungsbedingungen
due-date = Fällig am
po-number = Ihre Bestellnummer
promised-date = Voraussichtliche Lieferung
button-submit = Bestellen
button-empty = Warenkorb leeren
really-empty = { $count ->
        [one] Die einzige Position aus Ihrem Warenkorb nehmen?
       *[other] Alle { $count } Positionen aus Ihrem Warenkorb nehmen?
    }
cart-emptied = Ihr Warenkorb ist jetzt leer.
cart-kept = In Ordnung, es wurde nichts bestellt. Was in Ihrem Warenkorb liegt, bleibt dort; schreiben Sie, was Sie ändern möchten, oder «bestellen».

no-orders-yet = Von Ihrem Unternehmen gibt es noch keine Bestellungen.
no-such-order = { GIVEN($reference) ->
        [yes] Zu «{ $reference }» finde ich keine Bestellung.
       *[no] Diese Bestellung finde ich nicht.
    } Schreiben Sie eine Auftragsnummer, oder /orders für die Liste.
which-order = Welche dieser Bestellungen meinen Sie?
taken-from-order = Übernommen aus Bestellung { $number } vom { $day }.
news-gone = nicht mehr im Verkauf, nicht übernommen
news-price = Einzelpreis jetzt { $new } statt { $old }
news-short = { $short } zu wenig auf Lager
cart-not-empty = In Ihrem Warenkorb { $count ->
        [one] liegt bereits { $count } Position
       *[other] liegen bereits { $count } Positionen
    }. Soll die frühere Bestellung dazukommen, oder den Warenkorb ersetzen?
button-add-to-cart = Hinzufügen
button-replace-cart = Warenkorb ersetzen

date-in-the-past = Die Lieferung ist frühestens morgen möglich. Welchen Tag wünschen Sie?
delivery-date-set = Notiert: Lieferung am { $day }, oder sobald danach alles bereit ist.
address-unknown = Zu «{ $words }» finde ich keine Lieferadresse Ihres Unternehmens. Unser Team kann eine neue aufnehmen.
which-address = Wohin soll geliefert werden?
address-set = Notiert: Lieferung an { $address }.
