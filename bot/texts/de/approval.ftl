# Bestellen: die Bestellnummer des Kunden, das ausdrückliche Ja, der Kredit, und wer zustimmen muss.

ask-po-number = { $company } bestellt mit einer eigenen Bestellnummer. Welche ist es für diese Bestellung?
po-number-set = Notiert: Ihre Bestellnummer { $number }.
po-number-too-long = «{ $number }» ist zu lang für eine Bestellnummer: höchstens 35 Zeichen. Bitte schreiben Sie sie noch einmal.
po-number-pattern = «{ $number }» hat nicht die mit Ihrem Unternehmen vereinbarte Form ({ $pattern }). Bitte prüfen Sie die Nummer und schreiben Sie sie noch einmal.
po-number-used = Die Bestellnummer «{ $number }» steht schon auf einer anderen Bestellung Ihres Unternehmens. Bitte schreiben Sie eine andere.

confirm-title = Bitte prüfen Sie Ihre Bestellung
confirm-order = Dies für { $total } auf Rechnung bestellen?
confirm-approval = Soll ich es zur Freigabe schicken an { $names }?
no-approver = Niemand in Ihrem Unternehmen kann derzeit { $total } für Sie freigeben. Unser Team kann helfen.
button-order = Jetzt bestellen
button-send-approval = Zur Freigabe schicken
button-change-cart = Etwas ändern
cart-sent-already = Dieser Warenkorb wurde bereits abgeschickt; nichts wurde doppelt bestellt. /orders zeigt den Stand.
total-changed-look-again = Preise, Bestand oder Ihr Warenkorb haben sich geändert, seit diese Summe gezeigt wurde. Es wurde nichts bestellt; bitte sehen Sie noch einmal nach.
credit-exceeded = { $total } ist mehr als der freie Kreditrahmen Ihres Unternehmens von { $free }; es fehlen { $missing }. Es wurde nichts bestellt. Nehmen Sie etwas heraus, oder sprechen Sie mit unserem Team.

sent-for-approval = Zur Freigabe geschickt an { $names }. Ich melde mich, sobald entschieden ist; inzwischen können Sie einen anderen Warenkorb beginnen.
button-withdraw = Zurückziehen
withdrawn = Zurückgezogen; es wurde nichts bestellt.
button-rebuild = Positionen wieder aufnehmen

approval-title = Bitte um Freigabe: Bestellung von { $who }
approval-from = { $who } ({ $email }) bittet um Ihre Freigabe für diese Bestellung.
reason-over-limit = Die Summe liegt über dem eigenen Limit von { $limit }.
reason-no-limit = Diese Person bestellt nur mit Freigabe.
credit-left = Freier Kreditrahmen
no-such-order-before = Keine frühere Bestellung enthält eines dieser Produkte.
same-as-order = Gleich wie Bestellung { $number } vom { $day }.
changes-since = Im Vergleich zu Bestellung { $number } vom { $day }: { $changes }
change-new = { $product }: neu
change-quantity = { $product }: { $new } statt { $old }
change-price = { $product }: Einzelpreis { $new } statt { $old }
change-gone = { $product }: diesmal nicht
button-approve = Freigeben
button-reject = Ablehnen
button-ask = Rückfrage stellen

nothing-waits = Es wartet keine Bestellung auf Ihre Freigabe.
which-request = { $count ->
        [one] { $count } Anfrage wartet
       *[other] { $count } Anfragen warten
    } auf Sie. Sehen Sie sie einzeln an oder geben Sie sie zusammen frei:
not-your-own = Ihre eigene Bestellung können Sie nicht freigeben. Darüber entscheidet eine freigabeberechtigte Person Ihres Unternehmens.
not-yours-to-decide = Diese Entscheidung liegt nicht bei Ihnen: Es braucht eine freigabeberechtigte Person dieses Unternehmens mit ausreichendem Limit.
already-approved = { GIVEN($who) ->
        [yes] { $who } hat diese Anfrage bereits freigegeben ({ $at }).
       *[no] Diese Anfrage wurde bereits freigegeben.
    } Nichts wurde doppelt bestellt.
already-rejected = { GIVEN($who) ->
        [yes] { $who } hat diese Anfrage bereits abgelehnt ({ $at }).
       *[no] Diese Anfrage wurde bereits abgelehnt.
    } Es wurde nichts bestellt.
already-void = Diese Anfrage gilt nicht mehr: Vor der Entscheidung hat sich etwas geändert. Es wurde nichts bestellt; sie kann erneut geschickt werden.
already-cancelled = { GIVEN($who) ->
        [yes] { $who } hat diese Anfrage zurückgezogen ({ $at }).
       *[no] Diese Anfrage wurde zurückgezogen.
    } Es wurde nichts bestellt.
status-approved = Freigegeben von { $who }, { $at }
status-rejected = Abgelehnt von { $who }, { $at }
status-void = Nicht mehr gültig: Vor der Entscheidung hat sich etwas geändert ({ $who }, { $at }). Es wurde nichts bestellt.
status-cancelled = Zurückgezogen von { $who }, { $at }
status-answered = Beantwortet: Die Anfrage wird unten erneut gezeigt.

approved = Freigegeben: { $total }. Die Bestellung ist auf dem Weg zum Shop; ich nenne Ihnen ihre Nummer.
request-approved = { $who } hat Ihre Bestellung über { $total } freigegeben. Sie ist auf dem Weg zum Shop; ich nenne Ihnen ihre Nummer.
request-void = Seit Sie diese Anfrage bekamen, hat sich etwas geändert; Ihre Freigabe wurde daher nicht verwendet und es wurde nichts bestellt. Wer angefragt hat, weiß Bescheid und kann es nach heutigem Stand erneut schicken.
request-void-requester = { $who } wollte Ihre Bestellung über { $total } freigeben, aber inzwischen hat sich etwas geändert. Es wurde nichts bestellt: Nehmen Sie die Positionen wieder auf, prüfen Sie sie und schicken Sie sie noch einmal.
ask-reject-reason = Warum lehnen Sie ab? Ein Satz genügt; wer angefragt hat, liest ihn.
rejected = Abgelehnt. Wer angefragt hat, weiß Bescheid, mit Ihrer Begründung.
request-rejected = { $who } hat Ihre Bestellung über { $total } abgelehnt: «{ $reason }». Es wurde nichts bestellt. Sie können die Positionen wieder aufnehmen und ändern.
ask-question = Was möchten Sie wissen? Ihre Frage geht an die anfragende Person.
question-sent = Ihre Frage ist weitergegeben; die Anfrage wartet weiter.
question-from = { $who } hat eine Frage zu Ihrer Bestellung über { $total }:
button-answer = Antworten
ask-answer = Bitte schreiben Sie Ihre Antwort.
answer-sent = Ihre Antwort ist weitergegeben; die Anfrage wartet weiter auf eine Entscheidung.

approval-mail-subject = Eine Bestellung von { $company } wartet auf Ihre Freigabe
approval-mail-body =
    Guten Tag { $name },

    { $who } bittet um Ihre Freigabe für eine Bestellung über { $total } für { $company } bei { $merchant }.

    Um sie zu sehen und zu entscheiden, schreiben Sie dem Bestellassistenten von { $merchant }, in derselben Chat-Anwendung wie Ihre Kollegen:

    1. Nennen Sie die USt-IdNr. { $number }.
    2. Bestätigen Sie diese E-Mail-Adresse mit dem Code, den Sie erhalten.
    { GIVEN($telegram) ->
        [yes]
            { "" }
            In Telegram kommen Sie über diese Adresse direkt dorthin:
            { $telegram }
       *[no] { "" }
    }

    Die Bestellung wird Ihnen dann mit ihren Positionen gezeigt, und Sie geben sie mit einem Druck frei oder lehnen sie ab. Vorher wird nichts bestellt.

    { $merchant }

why-no-limit = Die Person darf ohne Limit bestellen, es braucht keine Freigabe.
why-within-limit = Die Summe liegt im eigenen Limit von { $limit }, es braucht keine Freigabe.
why-deciders = { $total } freigeben dürfen: { $names }.

more-requests = { $count ->
        [one] Eine weitere Anfrage wartet.
       *[other] { $count } weitere Anfragen warten.
    }
count-lines = { $count ->
        [one] eine Position
       *[other] { $count } Positionen
    }
requester-left = Wer das angefragt hat, darf nicht mehr für das Unternehmen handeln; die Anfrage gilt nicht mehr. Es wurde nichts bestellt.
button-review = { $who }, { $total }
button-approve-all = Alle { $count } freigeben
button-next-request = Nächste Anfrage (noch { $count })

status-reminded = Unten noch einmal gezeigt.
request-waits = Das wartet seit { $since }.
reminded = Ihre Bestellung wartet seit { $since } auf Freigabe. Ich habe { $names } erinnert.
nobody-to-remind = Ihre Bestellung wartet seit { $since } auf Freigabe, und niemand, der sie freigeben darf, ist hier erreichbar. Rufen Sie an, oder lassen Sie unser Team helfen.

decide-title = Ihre Freigabe für { $merchant }
decide-heading = Eine Bestellung wartet auf Ihre Entscheidung
decide-expired = Dieser Link ist abgelaufen; hier kann nichts mehr entschieden werden. Schreiben Sie unserem Bestellassistenten, oder bitten Sie darum, die Bestellung erneut zu senden.
decide-busy = Einen Moment, ich bin dabei. Die Antwort erscheint hier von selbst.
decide-answer = Ihre Antwort
decide-send = Senden
decide-private = Diese Seite ist nur für Sie: Geben Sie die Adresse nicht weiter. Ihre Entscheidung wird per E-Mail bestätigt.
decide-wrong = Dieser Link ist unvollständig oder nicht von uns. Öffnen Sie ihn bitte noch einmal aus der E-Mail.
decide-away = Der Assistent startet gerade neu. Versuchen Sie es in einigen Sekunden noch einmal.
decide-mail =
    Öffnen Sie diese Adresse, um es zu sehen und zu entscheiden. Sie ist nur für Sie und gilt { $days ->
        [one] einen Tag
       *[other] { $days } Tage
    }; geben Sie sie nicht weiter.
    { $link }

which-yes = Meinen Sie Ihre eigene Bestellung oder die Anfrage, die danach kam? Bitte drücken Sie einen Knopf unter dem, was Sie meinen.

status-requester-left = Geschlossen: Wer gefragt hat, darf nicht mehr für das Unternehmen handeln. Es wurde nichts bestellt.
request-not-here = Über diese Anfrage ist schon entschieden, oder Sie dürfen nicht darüber entscheiden. Schreiben Sie /approvals, um zu sehen, was auf Sie wartet.

# Several who must agree.
reason-over-limit-yours = Das liegt über Ihrem eigenen Limit von { $limit }.
reason-no-limit-yours = Ihre Bestellungen brauchen eine Freigabe.
agreed = Notiert: Sie stimmen { $total } zu. Es fehlt noch die Zustimmung von { $names }.
agreed-already = Sie haben bereits zugestimmt ({ $at }); andere müssen es noch tun.
request-agreed = { $who } stimmt Ihrer Bestellung über { $total } zu. Es fehlt noch die Zustimmung von { $names }.
status-agreed = Zustimmung von { $who }, { $at }
agreed-so-far = Bisher zugestimmt: { $names }.
instead-of = Sie entscheiden anstelle von { $name }.
