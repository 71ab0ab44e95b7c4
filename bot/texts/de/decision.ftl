# Die Entscheidung: was vom Angefragten abweicht, weniger Positionen, und das Weitergeben.

difference-added = neu: { $after }
difference-gone = weggelassen, vorher { $before }
difference-quantity = { $after } statt { $before }
difference-price = Einzelpreis { $after } statt { $before }
difference-line-total = insgesamt { $after } statt { $before }
difference-stock = { $before } gewünscht, nur { $after } auf Lager
difference-tax = MwSt.
difference-tax-base = Besteuert mit { $rate } %
difference-delivery-date = Gewünschte Lieferung
difference-address = Die Lieferadresse ist eine andere.
difference-back-order = Was nicht auf Lager ist, wird anders behandelt als zuvor.

button-cut-lines = Weniger bestellen
button-cut-some-lines = Weniger von Positionen { $first }–{ $last }
form-cut-title = Weniger bestellen
form-cut-show = Summe zeigen
cut-which-line = Von welchen Positionen soll es weniger sein? Drücken Sie auf eine, oder schreiben Sie, was wegfällt oder wie viel bleibt.
cut-title = Die Bestellung, wie Sie sie geändert haben
cut-shown = Statt { $before }: { $changes }. Nichts ist entschieden, bevor Sie diese Positionen freigeben.
button-approve-cut = Diese freigeben
button-cut-drop = Alles lassen, wie es war
cut-dropped = Die Anfrage bleibt, wie sie war, und wartet weiter auf eine Entscheidung.
cut-not-more = Sie können nur weniger freigeben, als angefragt ist. { $product }: höchstens { $quantity }.
cut-in-packs = { $product } wird zu je { $pack } verkauft, ab { $least }. Bitte wählen Sie eine solche Menge, oder lassen Sie es weg.
cut-not-cheaper = Das käme auf { $total }, mehr als die angefragten { $before }: Preise oder Fracht hängen von der Menge ab. Es wurde nichts geändert.
cut-nothing-left = Von der Bestellung bliebe nichts übrig; das ist eine Ablehnung. Warum lehnen Sie ab? Ein Satz genügt; wer angefragt hat, liest ihn.
cut-changed-meanwhile = Seit diese Summe gezeigt wurde, hat sich etwas geändert; es wurde daher nichts freigegeben. Bitte sehen Sie noch einmal hin.
cut-unclear = Das finde ich in dieser Anfrage nicht. Bitte schreiben Sie eines ihrer Produkte, und wie viel davon bleiben soll.
cut-asked-anew = Notiert. Die Bestellung ist jetzt eine andere; daher werden alle, die zustimmen müssen, neu gefragt, zuerst { $names }.
status-cut = Geändert von { $who }, { $at }: Angefragt ist jetzt weniger, als hier steht.
request-cut = { $who } stimmt weniger zu, als Sie angefragt hatten; Ihre Bestellung kommt jetzt auf { $total }.
request-changed-since = Diese Anfrage hat sich geändert, seit dies gezeigt wurde; ich habe daher nichts getan. So steht sie jetzt da.
still-waiting-cut-lines = Gern. Wählen Sie bitte zuerst, von welchen Positionen der Anfrage es weniger sein soll, oder drücken Sie oben auf eine Schaltfläche.
still-waiting-cut-quantity = Gern. Schreiben Sie bitte zuerst die neue Menge für die Position oben.

button-pass-on = Weitergeben
pass-on-to-whom = Wer soll an Ihrer Stelle entscheiden? Drücken Sie auf einen Namen, oder schreiben Sie die E-Mail-Adresse aus Ihrem Unternehmen.
button-more-colleagues = { $count ->
        [one] Noch eine Person
       *[other] Noch { $count } Personen
    }
nobody-to-pass-on-to = Im Moment könnte das niemand aus Ihrem Unternehmen übernehmen.
pass-on-unknown = Unter diesem Namen oder dieser Adresse finde ich niemanden, der das übernehmen kann. Wer angefragt hat, abwesend ist oder schon gefragt wird, kann es nicht.
passed-on = Weitergegeben: { $name } entscheidet an Ihrer Stelle.
passed-on-by = { $name } hat Ihnen das weitergegeben; Sie entscheiden an dieser Stelle.
request-passed-on = { $who } hat Ihre Bestellung über { $total } weitergegeben: Jetzt entscheidet { $name }.
status-passed-on = Weitergegeben an { $name }, { $at }
still-waiting-pass-on-to = Gern. Wählen Sie bitte zuerst, wer an Ihrer Stelle entscheiden soll, oder drücken Sie oben auf eine Schaltfläche.

approved-today = Freigegeben zur heutigen Summe von { $total } statt der gezeigten { $before }; dafür braucht es keine neue Freigabe. Die Bestellung geht an den Shop; ich nenne Ihnen ihre Nummer.
request-approved-today = { $who } hat Ihre Bestellung über { $total } freigegeben. Heute kommt sie auf { $today }; dafür braucht es keine neue Freigabe. Sie geht an den Shop; ich nenne Ihnen ihre Nummer.
earlier-in-thread = { $count ->
        [one] Eine frühere Nachricht wird nicht gezeigt.
       *[other] { $count } frühere Nachrichten werden nicht gezeigt.
    }
