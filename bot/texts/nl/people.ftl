# Wie voor een bedrijf mag handelen: uitnodigingen, rollen en limieten.

members = Deze mensen mogen voor uw bedrijf handelen:
members-not-yours = Alleen een beheerder van uw bedrijf kan zien en wijzigen wie ervoor mag handelen. Vraag het aan uw beheerder.
members-not-yourself = U kunt uw eigen rol niet wijzigen. Een andere beheerder of ons team kan dat wel.
member-state-here = schrijft met mij
member-state-invited = uitgenodigd
role-requester = bestelt na goedkeuring
role-requester-up-to = bestelt zelf tot { $limit }
role-approver = keurt goed zonder limiet
role-approver-up-to = keurt goed tot { $limit }
role-administrator = beheerder
role-administrator-up-to = beheerder, tot { $limit }
member-title = Toegang van { $name }
member-now = { $email }: { $role }. Wat moet er voortaan gelden?
member-new = { $email } heeft nog geen toegang tot uw bedrijf. Wat mag deze persoon doen?
member-changed = { $name }, voortaan: { $role }. De persoon krijgt bericht.
member-was-invited = Ik heb een uitnodiging gestuurd naar { $email }, 7 dagen geldig: { $role }.
member-archived = { $name } is bij ons geen contactpersoon van uw bedrijf meer; ons team moet het contact eerst herstellen. Schrijf «medewerker» om dat te vragen.
member-removed = { $name } kan niet meer voor uw bedrijf handelen.
ask-member-email = Wie zal ik uitnodigen? Schrijf het zakelijke e-mailadres van uw collega.
ask-limit-requester = Tot welk bedrag mag { $name } zelf bestellen, btw inbegrepen? Schrijf een bedrag, bijvoorbeeld 250.
ask-limit-approver = Tot welk bedrag mag { $name } goedkeuren, btw inbegrepen? Schrijf een bedrag, bijvoorbeeld 2000.
limit-wrong = Dit lijkt geen bedrag. Schrijf alleen het getal, bijvoorbeeld 250.
role-changed = Wat u voor { $company } mag doen is gewijzigd: { $role }.
button-change-member = { $name } wijzigen
button-invite = Collega uitnodigen
button-role-requester = Bestelt
button-role-approver = Keurt goed
button-role-administrator = Beheert
button-no-limit-requester = Niets alleen
button-no-limit-approver = Zonder limiet
button-remove-member = { $name } verwijderen
still-waiting-member-email = Graag. Schrijf eerst het e-mailadres van de collega om uit te nodigen.
still-waiting-member-limit = Graag. Schrijf eerst het bedrag, of druk op de knop hierboven.

join-without-code = Schrijf /join gevolgd door de code van uw uitnodiging.
join-too-often = Er zijn in korte tijd te veel codes geprobeerd. Wacht even en probeer het opnieuw.
join-not-good = Deze uitnodigingscode is niet juist, is al gebruikt of is verlopen. Vraag uw beheerder om een nieuwe, of schrijf het btw-nummer van uw bedrijf.
invitation-mail-subject = { $who } nodigt u uit om te bestellen bij { $merchant }
invitation-mail-body =
    Hallo,

    { $who } nodigt u uit om voor { $company } te handelen bij { $merchant }.

    Schrijf dit aan onze bestelassistent in de chat:

    /join { $code }
    { GIVEN($link) ->
        [yes]
            { "" }
            Of open dit adres:
            { $link }
       *[no] { "" }
    }
    { GIVEN($telegram) ->
        [yes]
            { "" }
            Of open in Telegram dit adres:
            { $telegram }
       *[no] { "" }
    }

    De code is alleen voor u en is { $days ->
        [one] één dag
       *[other] { $days } dagen
    } geldig. Kent u { $who } niet, negeer dan dit bericht.

    { $merchant }

acting-for = Vanaf hier handelt u voor { $company }.

members-removed-by-staff = { $merchant } heeft de toegang van deze persoon beëindigd; alleen ons team kan ze teruggeven. Schrijf «medewerker» om dat te vragen.
members-not-more = U kunt deze persoon hoogstens { $limit } geven: niet meer dan u zelf mag uitgeven, of dan ons team heeft vastgelegd.
members-too-many-invitations = { $name } heeft de rol nu, maar er zijn vandaag te veel uitnodigingen verstuurd. Probeer het morgen met /members, of laat de persoon hier uw btw-nummer en het eigen e-mailadres schrijven.
