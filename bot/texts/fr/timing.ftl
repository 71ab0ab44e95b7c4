# Rappels, escalade, fin d'une demande, et absences.

escalated = Personne n'a encore décidé de votre commande de { $total }. Je viens de consulter aussi { $names }.
escalated-approver = La commande de { $who } pour { $total } attend toujours. Je viens de consulter aussi { $names } ; vous pouvez encore décider.
escalated-at-once = Aucune des personnes consultées pour votre commande de { $total } n'est joignable en ce moment. J'ai consulté { $names } à la place.
escalated-at-once-administrator = La commande de { $who } pour { $total } attend une approbation, et aucune des personnes consultées n'est joignable en ce moment. J'ai consulté { $names } à la place.
nobody-can-decide = La commande de { $who } pour { $total } attend une approbation, et aucune personne qui peut décider n'est joignable en ce moment. /members montre qui peut approuver.
raised-to-you = Aucune des personnes consultées avant vous n'a décidé ; vous êtes donc consulté aussi.

status-expired = Close sans décision, { $at }. Rien n'a été commandé.
already-expired = Cette demande s'est close avant toute décision. Rien n'a été commandé ; le demandeur peut l'envoyer à nouveau.
expired = La demande de { $who } pour { $total } est close : personne n'a décidé à temps. Rien n'a été commandé.
request-expired = Personne n'a décidé à temps de votre commande de { $total } ; la demande est donc close. Rien n'a été commandé, et le crédit qu'elle retenait est de nouveau libre. Reprenez les lignes pour les envoyer aux prix du jour.

ask-away-until = Quand serez-vous de retour ? Choisissez un jour ou écrivez une date, par exemple « jusqu'à lundi » ou « jusqu'au 4 décembre 14:00 ».
still-waiting-away-until = Volontiers. D'abord, quand serez-vous de retour ? Choisissez un jour ci-dessus, ou écrivez une date.
button-away-tomorrow = Demain, { $day }
button-away-monday = Lundi, { $day }
button-away-week = Dans une semaine, { $day }
button-away-two-weeks = Dans deux semaines, { $day }
button-away-colleague = Un collègue est absent
ask-away-colleague = Qui est absent ?
ask-away-stand-in = Absence jusqu'au { $until }. Qui décide entre-temps ?
still-waiting-away-stand-in = Volontiers. D'abord, qui décide pendant l'absence ? Choisissez un collègue ci-dessus, ou écrivez son adresse e-mail.
button-away-nobody = Personne : les autres décideurs
away-set = C'est noté : vous êtes absent jusqu'au { $until }. { GIVEN($name) ->
        [yes] Entre-temps, { $name } décide à votre place.
       *[no] Entre-temps, je consulte les autres personnes qui peuvent décider.
    } Écrivez /back si vous êtes là plus tôt.
away-set-for = C'est noté : { $who } est absent jusqu'au { $until }. { GIVEN($name) ->
        [yes] Entre-temps, { $name } décide à sa place.
       *[no] Entre-temps, je consulte les autres personnes qui peuvent décider.
    }
away-set-by = { $who } m'a dit que vous êtes absent jusqu'au { $until }. { GIVEN($name) ->
        [yes] Entre-temps, { $name } décide à votre place.
       *[no] Entre-temps, je consulte les autres personnes qui peuvent décider.
    } Si vous êtes là, appuyez sur le bouton ou écrivez /back.
you-stand-in = { $name } est absent du { $starts } au { $until }. Entre-temps, vous décidez à sa place : ce qui l'attend vous parvient.
stand-in-no-more = { $name } décide de nouveau ; vous ne le remplacez plus.
button-away-end = Plus absent
away-over = Votre absence est terminée. Les demandes vous parviennent de nouveau.
back-again = Heureux de vous revoir : les demandes vous parviennent de nouveau.
not-away = Aucune absence n'est notée pour vous.
colleague-back = Le retour de { $name } est noté ; les demandes lui parviennent de nouveau.
colleague-not-away = Aucune absence n'est notée pour { $name }.
away-not-yours = Seul un administrateur de votre société peut dire que quelqu'un d'autre est absent.
away-no-colleague = Personne avec l'adresse { $email } n'agit pour votre société.
away-not-themselves = Personne ne peut se remplacer soi-même. Choisissez un collègue.
away-in-a-circle = Cela tournerait en rond : ce qui parvient à { $name } pendant ce temps revient à la personne absente. Choisissez quelqu'un d'autre.
away-not-as-much = { $name } peut décider de montants moindres que { $who } ; seule cette personne peut donc le lui confier. Choisissez quelqu'un qui peut décider d'autant.
away-too = { $name } est absent aussi, jusqu'au { $until }, et personne ne le remplace. Choisissez quelqu'un d'autre.
away-past = { $until } est déjà passé, ou précède le début. Dites-moi quand l'absence se termine.
away-too-long = C'est plus d'un an. Choisissez un jour plus proche.
status-away = { $who } est absent ; d'autres décident entre-temps.
status-back = { $who } est de retour et décide de nouveau.
status-passed-over = { $who } ne peut plus en décider ; d'autres sont consultés.
member-state-away = absent jusqu'au { $until }
