# Formulare, was an einer Eingabe nicht stimmt, und das Ändern des Warenkorbs.

form-reject-title = Anfrage ablehnen
form-reason = Warum lehnen Sie ab? Wer angefragt hat, liest das.
form-edit-title = Positionen ändern
form-save = Speichern
form-cancel = Abbrechen
form-missing = Bitte füllen Sie dies aus.
form-too-long = Das ist zu lang: höchstens { $count } Zeichen.
form-no-quantity = Bitte schreiben Sie eine Zahl, etwa 3 oder 2,5; mit 0 fällt die Position weg.
form-unclear-quantity = Das lässt sich auf zwei Arten lesen. Schreiben Sie 1500 für eintausendfünfhundert und 1,5 für eineinhalb.

button-edit-lines = Positionen ändern
button-edit-some-lines = Positionen { $first }–{ $last } ändern
button-more-lines = { $count ->
        [one] Noch { $count } Position
       *[other] Noch { $count } Positionen
    }
which-line-to-edit = Welche Position soll ich ändern?
ask-line-quantity = { $product }: jetzt { $quantity }. Wie viel soll es sein?
lines-unchanged = Es wurde nichts geändert: Die Mengen sind wie zuvor.
cart-not-as-shown = Ihr Warenkorb hat sich geändert, seit dies gezeigt wurde; ich habe daher nichts verändert. So steht er jetzt da.

still-waiting-edit-line = Gern. Schreiben Sie bitte zuerst die neue Menge für die Position oben.
