# Begrüßung, Hilfe, Sprache, und was schiefgeht.

hello-stranger = Guten Tag! Ich bin der Bestellassistent von { $merchant }: Ich suche Produkte und Ihre Preise, nehme Bestellungen und Nachbestellungen an und schicke Ihnen Rechnungen. Zu Beginn: Wie lautet die USt-IdNr. Ihres Unternehmens?
hello = Guten Tag! Was möchten Sie für { $company } bestellen?
welcome = Sie bestellen jetzt für { $company }. Nennen Sie Produkte und Mengen, oder schreiben Sie «wie letztes Mal».
welcome-approver = Bestellungen, die auf Ihre Freigabe warten, sehen Sie hier.
goodbye = Auf Wiedersehen. Was in Ihrem Warenkorb liegt, bleibt dort.
you-are-welcome = Gern geschehen.

help =
    Schreiben Sie in Ihren eigenen Worten, zum Beispiel:
    • «haben Sie Nitrilhandschuhe in Größe L?»
    • «10 Ries PAP-A4-80 und 2 Rollen Müllbeutel»
    • «wie letztes Mal, aber 3 Boxen Handschuhe und keinen Kaffee»
    • «Bestellnummer PO-4711, Lieferung am Freitag, und bestellen»
    • «wo ist meine letzte Bestellung?»

    Befehle:
    /cart Ihr Warenkorb
    /orders Ihre Bestellungen
    /approvals was auf Ihre Freigabe wartet
    /away sagen, dass Sie abwesend sind
    /company Unternehmen wählen
    /members wer für Ihr Unternehmen handeln darf
    /policy was eine Freigabe braucht
    /invite jemanden einladen
    /language Sprache ändern
    /human mit unserem Team sprechen
out-of-scope = Das habe ich nicht verstanden, und raten möchte ich nicht. Nennen Sie ein Produkt und eine Menge, zum Beispiel «3 Boxen Nitrilhandschuhe L», oder schreiben Sie «Hilfe».
ask-a-person = Das beantwortet am besten unser Team. Soll ich es weitergeben?
unknown-command = Den Befehl /{ $command } gibt es nicht. Es gibt /cart, /orders, /approvals, /company, /members, /policy, /invite, /language und /human.
which-language = Welche Sprache wünschen Sie? Schreiben Sie /language de, /language fr, /language nl oder /language en.
language-changed = Ab jetzt schreibe ich auf Deutsch.
nothing-to-confirm = Im Moment gibt es nichts zu bestätigen. /cart zeigt Ihren Warenkorb, /orders Ihre Bestellungen.

chosen = Gewählt: { $label }
button-used = «{ $label }» wurde bereits gewählt; nichts ist doppelt geschehen.
button-unknown = Diese Schaltfläche gehört nicht Ihnen oder ist abgelaufen; es ist nichts geschehen. /cart und /orders zeigen den Stand.
button-stale = Diese Schaltfläche gehört zu einem früheren Schritt; es ist nichts geschehen.
card-outdated = Nicht mehr aktuell: siehe die neuere Nachricht.
button-human = Mit unserem Team sprechen
button-retry = Erneut versuchen

shop-down = Der Shop antwortet im Moment nicht. Nichts ist verloren und nichts wurde geändert; bitte versuchen Sie es gleich noch einmal.
shop-refused = Der Shop hat das nicht angenommen; es wurde nichts geändert. Unser Team kann es sich mit Ihnen ansehen.
error-unexpected = Bei uns ist etwas schiefgegangen; es wurde nichts geändert. Bitte schreiben Sie es noch einmal, oder sprechen Sie mit unserem Team.
error-parser-down = Im Moment verstehe ich nur Artikelnummern mit Mengen («10 PAP-A4-80»), USt-IdNrn., Schaltflächen und Befehle wie /cart und /orders. Ganze Sätze verstehe ich bald wieder.

# Antwort auf etwas, wofür ein Unternehmen nötig ist, solange eine andere Frage offen ist.
still-waiting-vat-number = Gern, sobald ich weiß, für wen Sie bestellen. Wie lautet die USt-IdNr. Ihres Unternehmens?
still-waiting-email = Gern, sobald Ihre E-Mail-Adresse bestätigt ist. Wie lautet Ihre geschäftliche Adresse?
still-waiting-code = Gern, sobald Ihre E-Mail-Adresse bestätigt ist. Bitte schreiben Sie den sechsstelligen Code, oder eine andere Adresse.
still-waiting-company = Gern. Zuerst: Für welches Unternehmen bestellen Sie? Drücken Sie oben die Schaltfläche oder schreiben Sie den Namen.
still-waiting-line = Gern. Bitte beantworten Sie zuerst oben die Frage zu Ihrer Position.
still-waiting-confirm = Gern. Bitte antworten Sie zuerst oben, ob die gezeigte Bestellung abgehen soll.
still-waiting-po-number = Gern. Bitte schreiben Sie zuerst die Bestellnummer Ihres Hauses für diese Bestellung.
still-waiting-product = Gern. Bitte wählen Sie zuerst eines der Produkte oben.
still-waiting-reject-reason = Gern. Bitte schreiben Sie zuerst in einem Satz, warum Sie die Anfrage ablehnen.
still-waiting-approval-question = Gern. Bitte schreiben Sie zuerst Ihre Frage zu der Anfrage.
still-waiting-approval-answer = Gern. Bitte schreiben Sie zuerst Ihre Antwort an die freigebende Person.
