# Herinneringen, escalatie, het einde van een aanvraag, en wie er weg is.

escalated = Nog niemand heeft over uw bestelling van { $total } beslist. Ik heb het nu ook aan { $names } gevraagd.
escalated-approver = De bestelling van { $who } voor { $total } wacht nog steeds. Ik heb het nu ook aan { $names } gevraagd; u kunt nog altijd beslissen.
escalated-at-once = Niemand aan wie ik uw bestelling van { $total } heb voorgelegd, is op dit moment bereikbaar. Ik heb het in plaats daarvan aan { $names } gevraagd.
escalated-at-once-administrator = De bestelling van { $who } voor { $total } wacht op goedkeuring, en niemand aan wie het gevraagd is, is op dit moment bereikbaar. Ik heb het in plaats daarvan aan { $names } gevraagd.
nobody-can-decide = De bestelling van { $who } voor { $total } wacht op goedkeuring, en niemand die mag beslissen, is op dit moment bereikbaar. /members toont wie mag goedkeuren.
raised-to-you = Niemand aan wie het eerder gevraagd is, heeft beslist; daarom wordt het ook aan u gevraagd.

status-expired = Zonder beslissing afgesloten, { $at }. Er is niets besteld.
already-expired = Deze aanvraag is afgesloten voordat iemand besliste. Er is niets besteld; de aanvrager kan ze opnieuw versturen.
expired = De aanvraag van { $who } voor { $total } is afgesloten: niemand heeft op tijd beslist. Er is niets besteld.
request-expired = Niemand heeft op tijd over uw bestelling van { $total } beslist; de aanvraag is daarom afgesloten. Er is niets besteld, en het krediet dat ze vasthield, is weer vrij. Neem de regels opnieuw over om ze tegen de prijzen van vandaag te versturen.

ask-away-until = Wanneer bent u terug? Kies een dag of schrijf een datum, bijvoorbeeld «tot maandag» of «tot 4 december 14:00».
still-waiting-away-until = Graag. Eerst: wanneer bent u terug? Kies hierboven een dag, of schrijf een datum.
button-away-tomorrow = Morgen, { $day }
button-away-monday = Maandag, { $day }
button-away-week = Over een week, { $day }
button-away-two-weeks = Over twee weken, { $day }
button-away-colleague = Een collega is weg
ask-away-colleague = Wie is er weg?
ask-away-stand-in = Afwezig tot { $until }. Wie beslist ondertussen?
still-waiting-away-stand-in = Graag. Eerst: wie beslist er ondertussen? Kies hierboven een collega, of schrijf het e-mailadres.
button-away-nobody = Niemand: de anderen die mogen
away-set = Genoteerd: u bent weg tot { $until }. { GIVEN($name) ->
        [yes] Ondertussen beslist { $name } in uw plaats.
       *[no] Ondertussen vraag ik het aan de anderen die mogen beslissen.
    } Schrijf /back als u er eerder bent.
away-set-for = Genoteerd: { $who } is weg tot { $until }. { GIVEN($name) ->
        [yes] Ondertussen beslist { $name } in diens plaats.
       *[no] Ondertussen vraag ik het aan de anderen die mogen beslissen.
    }
away-set-by = { $who } heeft me gezegd dat u weg bent tot { $until }. { GIVEN($name) ->
        [yes] Ondertussen beslist { $name } in uw plaats.
       *[no] Ondertussen vraag ik het aan de anderen die mogen beslissen.
    } Bent u er wel, druk dan op de knop of schrijf /back.
you-stand-in = { $name } is weg van { $starts } tot { $until }. U beslist ondertussen in diens plaats: wat op { $name } wacht, komt bij u.
stand-in-no-more = { $name } beslist weer zelf; u vervangt { $name } niet langer.
button-away-end = Niet meer weg
away-over = Uw afwezigheid is voorbij. Aanvragen komen weer bij u.
back-again = Fijn dat u er weer bent: aanvragen komen weer bij u.
not-away = U staat niet als afwezig genoteerd.
colleague-back = { $name } staat weer als aanwezig genoteerd en krijgt de aanvragen weer zelf.
colleague-not-away = { $name } staat niet als afwezig genoteerd.
away-not-yours = Alleen een beheerder van uw bedrijf kan zeggen dat iemand anders weg is.
away-no-colleague = Niemand met het adres { $email } handelt voor uw bedrijf.
away-not-themselves = Niemand kan zichzelf vervangen. Kies een collega.
away-in-a-circle = Dat zou in een kring lopen: wat in die tijd bij { $name } komt, komt terug bij wie er weg is. Kies iemand anders.
away-not-as-much = { $name } mag over minder beslissen dan { $who }; alleen { $who } kan dat dus doorgeven. Kies iemand die over evenveel mag beslissen.
away-too = { $name } is ook weg, tot { $until }, en wordt door niemand vervangen. Kies iemand anders.
away-past = { $until } is al voorbij, of ligt voor het begin. Zeg me wanneer de afwezigheid eindigt.
away-too-long = Dat is meer dan een jaar. Kies een vroegere dag.
status-away = { $who } is weg; anderen beslissen ondertussen.
status-back = { $who } is terug en beslist weer zelf.
status-passed-over = { $who } mag hier niet meer over beslissen; anderen worden gevraagd.
member-state-away = afwezig tot { $until }
