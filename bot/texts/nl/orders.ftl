# Wat er van een bestelling wordt, en alles daarna.

order-placed = Besteld voor { $total }: het bestelnummer is { $number }.
order-refused = De winkel heeft de bestelling van { $total } niet aanvaard; er is niets besteld. De regels zijn bewaard: kijk ze na en bestel opnieuw, of schrijf «medewerker».
order-total-changed = Niet besteld: het getoonde totaal was { $total }, de winkel zou vandaag { $actual } vragen. De regels zijn bewaard: kijk het nieuwe totaal na en bestel opnieuw.
order-delayed = De winkel antwoordt momenteel niet. De bestelling van { $total } is bewaard en wordt vanzelf geplaatst, één keer; u hoeft niets te doen.
order-unknown = De winkel heeft de bestelling van { $total } niet bevestigd. Ons team gaat na of ze is doorgekomen en laat het u weten; bestel ze niet opnieuw.
order-held = De bestelling van { $total } is bewaard. Voor een levering in een ander land kijkt ons team eerst het btw-nummer na; u hoeft niets te doen.
order-held-refused = Ons team kon de bestelling van { $total } niet aanvaarden; er is niets besteld. Reden: { $reason }
order-released = Het btw-nummer is nagekeken. De bestelling van { $total } is onderweg naar de winkel.

your-orders = Uw laatste bestellingen:
under-way = Nog bezig:
waits-for-approval = Wacht op goedkeuring
placement-prepared = Onderweg naar de winkel
placement-sending = Onderweg naar de winkel
placement-unknown = Ons team gaat na of de winkel ze heeft
placement-held = Ons team kijkt het btw-nummer na

order-title = Bestelling { $number }
order-state = Status
ordered-on = Besteld op
shipment = Zending
order-draft = Nog niet bevestigd
order-confirmed = Bevestigd
order-processing = In voorbereiding
order-shipped = Verzonden
order-done = Afgehandeld
order-cancelled = Geannuleerd
button-reorder = Opnieuw bestellen
button-invoice = Factuur

invoice = Factuur { $number } van bestelling { $order }
invoice-not-pdf = De winkel maakt deze factuur in een ander formaat dan PDF.
no-invoice-yet = Er is nog geen factuur. Ze wordt gemaakt zodra de bestelling bevestigd is.
no-invoice-for = Er is nog geen factuur voor bestelling { $number }.
cancel-not-here = Bestellingen van deze winkel kan ik niet annuleren. Ons team kan dat wel.
really-cancel = Bestelling { $number } van { $total } annuleren?
button-cancel-order = Bestelling annuleren
cannot-cancel = Bestelling { $number } kan hier niet meer geannuleerd worden. Ons team ziet wat nog mogelijk is.
order-cancelled-now = Bestelling { $number } is geannuleerd.
