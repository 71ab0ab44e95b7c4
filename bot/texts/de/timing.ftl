# Erinnerungen, Eskalation, das Ende einer Anfrage, und wer abwesend ist.

escalated = Über Ihre Bestellung von { $total } hat noch niemand entschieden. Ich habe jetzt auch { $names } gefragt.
escalated-approver = Die Bestellung von { $who } über { $total } wartet noch immer. Ich habe jetzt auch { $names } gefragt; Sie können weiterhin entscheiden.
escalated-at-once = Niemand, den ich zu Ihrer Bestellung von { $total } gefragt habe, ist zurzeit erreichbar. Ich habe stattdessen { $names } gefragt.
escalated-at-once-administrator = Die Bestellung von { $who } über { $total } wartet auf Freigabe, und niemand, der gefragt wurde, ist zurzeit erreichbar. Ich habe stattdessen { $names } gefragt.
nobody-can-decide = Die Bestellung von { $who } über { $total } wartet auf Freigabe, und niemand, der entscheiden darf, ist zurzeit erreichbar. /members zeigt, wer freigeben darf.
raised-to-you = Von den zuvor Gefragten hat niemand entschieden; daher werden auch Sie gefragt.

status-expired = Ohne Entscheidung beendet, { $at }. Es wurde nichts bestellt.
already-expired = Diese Anfrage endete, bevor jemand entschieden hat. Es wurde nichts bestellt; der Besteller kann sie erneut senden.
expired = Die Anfrage von { $who } über { $total } ist beendet: Niemand hat rechtzeitig entschieden. Es wurde nichts bestellt.
request-expired = Über Ihre Bestellung von { $total } hat niemand rechtzeitig entschieden; die Anfrage ist daher beendet. Es wurde nichts bestellt, und der dafür reservierte Kredit ist wieder frei. Übernehmen Sie die Positionen erneut, um sie zu heutigen Preisen zu senden.

ask-away-until = Wann sind Sie zurück? Wählen Sie einen Tag oder schreiben Sie ein Datum, etwa «bis Montag» oder «bis 4. Dezember 14:00».
still-waiting-away-until = Gern. Zuerst: Wann sind Sie zurück? Wählen Sie oben einen Tag, oder schreiben Sie ein Datum.
button-away-tomorrow = Morgen, { $day }
button-away-monday = Montag, { $day }
button-away-week = In einer Woche, { $day }
button-away-two-weeks = In zwei Wochen, { $day }
button-away-colleague = Jemand anderes ist abwesend
ask-away-colleague = Wer ist abwesend?
ask-away-stand-in = Abwesend bis { $until }. Wer entscheidet in der Zwischenzeit?
still-waiting-away-stand-in = Gern. Zuerst: Wer entscheidet in der Zwischenzeit? Wählen Sie oben jemanden, oder schreiben Sie die E-Mail-Adresse.
button-away-nobody = Niemand: die anderen
away-set = Notiert: Sie sind bis { $until } abwesend. { GIVEN($name) ->
        [yes] In der Zwischenzeit entscheidet { $name } für Sie.
       *[no] In der Zwischenzeit frage ich die anderen, die entscheiden dürfen.
    } Schreiben Sie /back, wenn Sie früher da sind.
away-set-for = Notiert: { $who } ist bis { $until } abwesend. { GIVEN($name) ->
        [yes] In der Zwischenzeit entscheidet { $name }.
       *[no] In der Zwischenzeit frage ich die anderen, die entscheiden dürfen.
    }
away-set-by = { $who } hat mir gesagt, dass Sie bis { $until } abwesend sind. { GIVEN($name) ->
        [yes] In der Zwischenzeit entscheidet { $name } für Sie.
       *[no] In der Zwischenzeit frage ich die anderen, die entscheiden dürfen.
    } Wenn Sie da sind, drücken Sie die Schaltfläche oder schreiben Sie /back.
you-stand-in = { $name } ist vom { $starts } bis { $until } abwesend. In dieser Zeit entscheiden Sie in Vertretung: Was auf { $name } wartet, kommt zu Ihnen.
stand-in-no-more = { $name } entscheidet wieder selbst; Ihre Vertretung ist beendet.
button-away-end = Nicht mehr abwesend
away-over = Ihre Abwesenheit ist vorbei. Anfragen kommen wieder zu Ihnen.
back-again = Schön, dass Sie wieder da sind: Anfragen kommen wieder zu Ihnen.
not-away = Sie sind nicht als abwesend vermerkt.
colleague-back = { $name } ist wieder als anwesend vermerkt und erhält die Anfragen wieder selbst.
colleague-not-away = { $name } ist nicht als abwesend vermerkt.
away-not-yours = Nur eine Administratorin oder ein Administrator Ihrer Firma kann sagen, dass jemand anderes abwesend ist.
away-no-colleague = Niemand mit der Adresse { $email } handelt für Ihre Firma.
away-not-themselves = Niemand kann sich selbst vertreten. Bitte wählen Sie jemand anderen.
away-in-a-circle = Das liefe im Kreis: Was in dieser Zeit zu { $name } kommt, kommt zu der abwesenden Person zurück. Bitte wählen Sie jemand anderen.
away-not-as-much = { $name } darf über weniger entscheiden als { $who }; das kann also nur { $who } selbst weitergeben. Bitte wählen Sie jemanden, der über ebenso viel entscheiden darf.
away-too = { $name } ist auch abwesend, bis { $until }, und hat keine Vertretung. Bitte wählen Sie jemand anderen.
away-past = { $until } ist schon vorbei oder liegt vor dem Beginn. Bitte sagen Sie, wann die Abwesenheit endet.
away-too-long = Das ist mehr als ein Jahr. Bitte wählen Sie einen früheren Tag.
status-away = { $who } ist abwesend; in der Zwischenzeit entscheiden andere.
status-back = { $who } ist zurück und entscheidet wieder selbst.
status-passed-over = { $who } darf hierüber nicht mehr entscheiden; andere werden gefragt.
member-state-away = abwesend bis { $until }
