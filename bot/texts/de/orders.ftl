# Was aus einer Bestellung wird, und alles danach.

order-placed = Bestellt für { $total }: Die Auftragsnummer ist { $number }.
order-refused = Der Shop hat die Bestellung über { $total } nicht angenommen; es wurde nichts bestellt. Die Positionen bleiben erhalten: Prüfen Sie sie und bestellen Sie noch einmal, oder schreiben Sie «Kundendienst».
order-total-changed = Nicht bestellt: Gezeigt wurden { $total }, der Shop würde heute { $actual } berechnen. Die Positionen bleiben erhalten: Prüfen Sie die neue Summe und bestellen Sie noch einmal.
order-delayed = Der Shop antwortet im Moment nicht. Die Bestellung über { $total } bleibt erhalten und wird von selbst aufgegeben, genau einmal; Sie brauchen nichts zu tun.
order-unknown = Der Shop hat die Bestellung über { $total } nicht bestätigt. Unser Team prüft, ob sie angekommen ist, und sagt Ihnen Bescheid; bitte bestellen Sie sie nicht noch einmal.
order-held = Die Bestellung über { $total } bleibt erhalten. Für eine Lieferung in ein anderes Land prüft unser Team zuerst die USt-IdNr.; Sie brauchen nichts zu tun.
order-held-refused = Unser Team konnte die Bestellung über { $total } nicht annehmen; es wurde nichts bestellt. Grund: { $reason }
order-released = Die USt-IdNr. ist geprüft. Die Bestellung über { $total } ist auf dem Weg zum Shop.

your-orders = Ihre neuesten Bestellungen:
under-way = Noch unterwegs:
waits-for-approval = Wartet auf Freigabe
placement-prepared = Auf dem Weg zum Shop
placement-sending = Auf dem Weg zum Shop
placement-unknown = Unser Team prüft, ob der Shop sie hat
placement-held = Unser Team prüft die USt-IdNr.

order-title = Bestellung { $number }
order-state = Status
ordered-on = Bestellt am
shipment = Sendung
order-draft = Noch nicht bestätigt
order-confirmed = Bestätigt
order-processing = In Vorbereitung
order-shipped = Versandt
order-done = Abgeschlossen
order-cancelled = Storniert
button-reorder = Erneut bestellen
button-invoice = Rechnung

invoice = Rechnung { $number } zu Bestellung { $order }
invoice-not-pdf = Der Shop erstellt diese Rechnung in einem anderen Format als PDF.
no-invoice-yet = Es gibt noch keine Rechnung. Sie wird erstellt, sobald die Bestellung bestätigt ist.
no-invoice-for = Zu Bestellung { $number } gibt es noch keine Rechnung.
cancel-not-here = Bestellungen dieses Shops kann ich nicht stornieren. Unser Team kann das.
really-cancel = Bestellung { $number } über { $total } stornieren?
button-cancel-order = Bestellung stornieren
cannot-cancel = Bestellung { $number } kann hier nicht mehr storniert werden. Unser Team sieht, was noch möglich ist.
order-cancelled-now = Bestellung { $number } ist storniert.
