# Bestellungen im Zweifel, und Bestellungen, die der Shop anders angenommen hat als freigegeben.

order-in-doubt = Der Shop hat die Bestellung über { $total } noch nicht bestätigt. Ich prüfe, ob sie angekommen ist, und sage Ihnen Bescheid; bitte bestellen Sie sie nicht noch einmal.
order-not-placed = Unser Team hat nachgesehen: Der Shop hat die Bestellung über { $total } nicht, es wurde also nichts bestellt. Die Positionen bleiben erhalten: Bestellen Sie sie noch einmal, wenn Sie sie weiterhin möchten.
order-turned-up = Die Bestellung über { $total }, die schon verworfen war, steht nun doch im Shop, als { $number }. Unser Team kümmert sich darum; bitte bestellen Sie sie nicht noch einmal.

different-title = Bestellung { $number } weicht von der Freigabe ab
order-different = Der Shop hat die Bestellung angenommen, aber nicht genau so wie freigegeben. Bitte sagen Sie, was damit geschehen soll; bis dahin geschieht nichts weiter.
different-missing = nicht in der Bestellung; freigegeben: { $approved }
different-added = { $taken } in der Bestellung, nicht freigegeben
different-quantity = { $taken } statt { $approved }
different-price = je { $charged } statt { $price }
total-approved = Summe freigegeben
total-in-shop = Summe im Shop
button-take-as-is = So übernehmen
button-cancel-in-shop = Im Shop stornieren
different-approver-decides = Die Bestellung geht über die Freigabe hinaus: Wer sie freigegeben hat, entscheidet.
different-beyond-limit = Die Bestellung ist jetzt höher, als Sie allein ausgeben dürfen. Stornieren Sie sie, oder schreiben Sie unserem Team.
different-agreed = Bestellung { $number } wurde so übernommen.
different-undone = Bestellung { $number } wurde storniert.
order-agreed = { $who } hat Bestellung { $number } so übernommen, wie der Shop sie hat: für { $taken } statt { $total }.
order-undone = { $who } hat Bestellung { $number } im Shop stornieren lassen. Die für { $total } freigegebenen Positionen bleiben erhalten.
