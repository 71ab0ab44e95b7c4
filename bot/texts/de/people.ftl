# Wer für ein Unternehmen handeln darf: Einladungen, Rollen und Limits.

members = Diese Personen dürfen für Ihr Unternehmen handeln:
members-not-yours = Nur ein Administrator Ihres Unternehmens kann sehen und ändern, wer dafür handeln darf. Bitte fragen Sie Ihren.
members-not-yourself = Ihre eigene Rolle können Sie nicht ändern. Ein anderer Administrator oder unser Team kann es.
member-state-here = schreibt mit mir
member-state-invited = eingeladen
role-requester = bestellt nach Freigabe
role-requester-up-to = bestellt allein bis { $limit }
role-approver = gibt ohne Limit frei
role-approver-up-to = gibt bis { $limit } frei
role-administrator = Administrator
role-administrator-up-to = Administrator, bis { $limit }
member-title = Zugang von { $name }
member-now = { $email }: { $role }. Was soll von jetzt an gelten?
member-new = { $email } hat noch keinen Zugang zu Ihrem Unternehmen. Was darf diese Person tun?
member-changed = { $name }, ab jetzt: { $role }. Die Person wird benachrichtigt.
member-was-invited = Ich habe eine Einladung an { $email } geschickt, gültig für 7 Tage: { $role }.
member-archived = { $name } ist bei uns kein Kontakt Ihres Unternehmens mehr; unser Team muss den Kontakt zuerst wiederherstellen. Schreiben Sie «Kundendienst», um darum zu bitten.
member-removed = { $name } kann nicht mehr für Ihr Unternehmen handeln.
ask-member-email = Wen soll ich einladen? Bitte schreiben Sie die geschäftliche E-Mail-Adresse der Person.
ask-limit-requester = Bis zu welchem Betrag darf { $name } allein bestellen, inklusive Steuer? Schreiben Sie einen Betrag, zum Beispiel 250.
ask-limit-approver = Bis zu welchem Betrag darf { $name } freigeben, inklusive Steuer? Schreiben Sie einen Betrag, zum Beispiel 2000.
limit-wrong = Das sieht nicht wie ein Betrag aus. Bitte schreiben Sie nur die Zahl, zum Beispiel 250.
role-changed = Was Sie für { $company } tun dürfen, hat sich geändert: { $role }.
button-change-member = { $name } ändern
button-invite = Jemanden einladen
button-role-requester = Bestellt
button-role-approver = Gibt frei
button-role-administrator = Verwaltet
button-no-limit-requester = Nichts allein
button-no-limit-approver = Ohne Limit
button-remove-member = { $name } entfernen
still-waiting-member-email = Gern. Bitte schreiben Sie zuerst die E-Mail-Adresse der Person, die eingeladen werden soll.
still-waiting-member-limit = Gern. Bitte schreiben Sie zuerst den Betrag, oder drücken Sie den Knopf oben.

join-without-code = Bitte schreiben Sie /join und dahinter den Code Ihrer Einladung.
join-too-often = In kurzer Zeit wurden zu viele Codes versucht. Bitte warten Sie etwas und versuchen Sie es erneut.
join-not-good = Dieser Einladungscode stimmt nicht, wurde schon benutzt oder ist abgelaufen. Bitten Sie Ihren Administrator um einen neuen, oder schreiben Sie die USt-IdNr. Ihres Unternehmens.
invitation-mail-subject = { $who } lädt Sie ein, bei { $merchant } zu bestellen
invitation-mail-body =
    Guten Tag,

    { $who } lädt Sie ein, bei { $merchant } für { $company } zu handeln.

    Schreiben Sie unserem Bestellassistenten im Chat:

    /join { $code }
    { GIVEN($link) ->
        [yes]
            { "" }
            Oder öffnen Sie diese Adresse:
            { $link }
       *[no] { "" }
    }
    { GIVEN($telegram) ->
        [yes]
            { "" }
            Oder öffnen Sie in Telegram diese Adresse:
            { $telegram }
       *[no] { "" }
    }

    Der Code ist nur für Sie und gilt { $days ->
        [one] einen Tag
       *[other] { $days } Tage
    }. Wenn Sie { $who } nicht kennen, ignorieren Sie diese Nachricht.

    { $merchant }

acting-for = Ab hier handeln Sie für { $company }.

members-removed-by-staff = { $merchant } hat den Zugang dieser Person beendet; nur unser Team kann ihn zurückgeben. Schreiben Sie «Kundendienst», um darum zu bitten.
members-not-more = Sie können dieser Person höchstens { $limit } geben: nicht mehr, als Sie selbst ausgeben dürfen oder unser Team festgelegt hat.
members-too-many-invitations = { $name } hat die Rolle jetzt, aber heute wurden zu viele Einladungen verschickt. Versuchen Sie es morgen mit /members, oder lassen Sie die Person hier Ihre USt-IdNr. und ihre E-Mail schreiben.
