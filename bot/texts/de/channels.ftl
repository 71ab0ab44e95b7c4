edited = Sie haben Ihre Nachricht geändert, nachdem ich sie gelesen hatte; es galt also die erste Fassung. Soll ich die neue auch lesen? «{ $text }»
button-read-edit = Neue Fassung lesen
chat-unreachable = Meine Nachrichten erreichen diese Person hier nicht mehr: Sie hat mich blockiert oder nie begonnen.
approver-unreachable = { $name } ist im Chat nicht mehr erreichbar. Ich habe die Anfrage per E-Mail geschickt.
others-may-decide = Entscheiden dürfen auch: { $names }.
notice-mail-subject = Ihre Anfrage bei { $merchant }
notice-mail-body =
    { $told }

    Um zu antworten oder fortzufahren, schreiben Sie unserem Bestellassistenten im Chat erneut: Er kann Ihnen dort nicht mehr schreiben.

    { $merchant }
