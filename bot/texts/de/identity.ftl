# Für wen jemand bestellt, und der Nachweis dafür. Nichts hier darf verraten, ob ein Unternehmen
# oder eine Adresse bekannt ist.

ask-vat-number = Für welches Unternehmen bestellen Sie bei { $merchant }? Bitte schreiben Sie seine USt-IdNr., zum Beispiel BE0123456749.
ask-vat-number-first = Gern. Zuerst, damit { $merchant } Ihnen die richtigen Preise zeigt: Wie lautet die USt-IdNr. Ihres Unternehmens? Danach komme ich auf Ihr Anliegen zurück.
ask-other-vat-number = Für welches andere Unternehmen bestellen Sie bei { $merchant }? Bitte schreiben Sie seine USt-IdNr.
vat-number-wrong = «{ $written }» ist keine gültige USt-IdNr.: Ländercode, Länge oder Prüfziffern stimmen nicht. Bitte prüfen Sie die Nummer und schreiben Sie sie noch einmal, zum Beispiel BE0123456749.
vat-number-outside-eu = «{ $written }» sieht nach einer Nummer von außerhalb der EU aus, die ich nicht prüfen kann. Hat Ihr Unternehmen eine USt-IdNr. der EU, schreiben Sie diese; sonst kümmert sich unser Team um Ihr Konto.
vat-number-country-missing = «{ $written }» passt zu mehreren Ländern. Bitte schreiben Sie die Nummer mit ihrem Ländercode, zum Beispiel BE0123456749.
vies-invalid = VIES, das Register der EU, führt { $number } nicht für den Handel zwischen EU-Ländern. Das ist oft nur eine Frage der Registrierung: Bestellungen im Inland gehen wie gewohnt weiter, mit MwSt., und eine Lieferung in ein anderes EU-Land wartet, bis unser Team die Nummer geprüft hat.

ask-email = Danke, { $number }. Zum Schutz der Preise und Bestellungen Ihres Unternehmens bestätige ich, wer schreibt: Wie lautet Ihre geschäftliche E-Mail-Adresse?
email-wrong = Das sieht nicht nach einer E-Mail-Adresse aus. Bitte schreiben Sie sie vollständig, zum Beispiel name@unternehmen.example.
too-many-codes = In kurzer Zeit wurden zu viele Codes angefordert. Bitte warten Sie etwas, bevor Sie Ihre Adresse erneut schreiben, oder schreiben Sie «Kundendienst», um unser Team zu erreichen.
code-sent = Wenn { $email } ein Kontakt dieses Unternehmens ist, ist ein sechsstelliger Code unterwegs; er gilt { $minutes ->
        [one] { $minutes } Minute
       *[other] { $minutes } Minuten
    }. Kein Code? Prüfen Sie die Adresse, oder schreiben Sie «Kundendienst».
code-wrong = Dieser Code stimmt nicht. Sie haben noch { $left ->
        [one] { $left } Versuch
       *[other] { $left } Versuche
    }.
code-tries-used = Das war der letzte Versuch, dieser Code gilt nicht mehr. Schreiben Sie Ihre geschäftliche E-Mail-Adresse, um einen neuen anzufordern.
code-expired = Dieser Code ist nicht mehr gültig. Schreiben Sie Ihre geschäftliche E-Mail-Adresse, um einen neuen anzufordern.
code-mail-subject = Ihr Code für Bestellungen bei { $merchant }
code-mail-body =
    Guten Tag,

    jemand möchte bei { $merchant } für Ihr Unternehmen bestellen und hat diese E-Mail-Adresse angegeben.

    Angefragt von: { $who }
    Über: { $channel }

    Wenn Sie das sind, geben Sie diesen Code im Chat ein:

    { $code }

    Er gilt { $minutes ->
        [one] { $minutes } Minute
       *[other] { $minutes } Minuten
    }.

    Wenn Sie das nicht waren, brauchen Sie nichts zu tun: Ohne den Code kommt niemand hinein. Geben Sie ihn an niemanden weiter, auch nicht an uns.

    { $merchant }

which-company = Für welches Unternehmen bestellen Sie?
membership-ended = Ihr Zugang zu diesem Unternehmen bei { $merchant } ist beendet. Um zu bestellen, schreiben Sie bitte die USt-IdNr. Ihres Unternehmens.
membership-ended-removed = Jemand von der Administration bei { $company } hat Ihren Zugang beendet. Wenn das nicht stimmt, wenden Sie sich bitte dorthin.
membership-expired = Seit der letzten Bestätigung Ihrer E-Mail-Adresse sind 90 Tage vergangen. Bitte bestätigen Sie sie erneut: Schreiben Sie { $email }, und ich schicke einen Code dorthin.
membership-archived = Sie sind bei uns kein Kontakt von { $company } mehr, daher kann ich nicht mehr dafür bestellen. Wenn das nicht stimmt, schreiben Sie «Kundendienst»; für ein anderes Unternehmen schreiben Sie seine USt-IdNr.
