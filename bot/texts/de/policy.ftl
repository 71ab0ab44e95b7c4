# Freigaberegeln: warum eine Freigabe verlangt wird.

reason-limit-currency = Die Summe von { $total } lässt sich nicht mit dem Limit der bestellenden Person von { $limit } vergleichen, das in einer anderen Währung steht.
reason-always = Regel «{ $rule }»: Jede Bestellung braucht eine Freigabe.
reason-other-currency = Regel «{ $rule }»: { $total } lässt sich nicht mit { $limit } vergleichen, das in einer anderen Währung steht.
reason-total-over = Regel «{ $rule }»: Die Summe von { $total } liegt über { $limit }.
reason-spent-over-day = Regel «{ $rule }»: Mit dieser Bestellung gibt die bestellende Person heute { $spent } aus, mehr als { $limit }.
reason-spent-over-week = Regel «{ $rule }»: Mit dieser Bestellung gibt die bestellende Person diese Woche { $spent } aus, mehr als { $limit }.
reason-spent-over-month = Regel «{ $rule }»: Mit dieser Bestellung gibt die bestellende Person diesen Monat { $spent } aus, mehr als { $limit }.
reason-spent-over-quarter = Regel «{ $rule }»: Mit dieser Bestellung gibt die bestellende Person dieses Quartal { $spent } aus, mehr als { $limit }.
reason-spent-over-year = Regel «{ $rule }»: Mit dieser Bestellung gibt die bestellende Person dieses Jahr { $spent } aus, mehr als { $limit }.
reason-spent-unknown = Regel «{ $rule }»: Die bisherigen Ausgaben der bestellenden Person lassen sich nicht zusammenzählen; sie könnten über { $limit } liegen.
reason-budget-unknown = Regel «{ $rule }»: Das Budget «{ $budget }» gibt es nicht.
reason-no-cost-centre = Regel «{ $rule }»: Es ist nicht bekannt, welche Kostenstelle zahlt; das Budget «{ $budget }» könnte überschritten sein.
reason-budget-unsure = Regel «{ $rule }»: Was vom Budget «{ $budget }» von { $limit } verbraucht ist, lässt sich nicht zusammenzählen.
reason-budget-over = Regel «{ $rule }»: Mit dieser Bestellung wären { $used } des Budgets «{ $budget }» verbraucht, mehr als { $limit }.
reason-product = Regel «{ $rule }»: { $product } steht in der Bestellung.
reason-category = Regel «{ $rule }»: { $product } gehört zu «{ $category }».
reason-unusual-quantity = Regel «{ $rule }»: { $quantity } von { $product }; bisher höchstens { $largest } auf einmal.
reason-new-product = Regel «{ $rule }»: { $product } wurde noch nie bestellt.
reason-new-address = Regel «{ $rule }»: An diese Lieferadresse wurde noch nie bestellt.
reason-price-over-last = Regel «{ $rule }»: { $product } kostet { $price }, beim letzten Mal { $paid }.
reason-without-po-number = Regel «{ $rule }»: Es fehlt eine Bestellnummer.
reason-discount-over = Regel «{ $rule }»: { $product } ist um { $discount } % rabattiert.
reason-no-manager = Die bestellende Person hat keine Führungskraft; daher wird ein Administrator gefragt.
reason-nobody-left = Wer in der Regel genannt ist, kann derzeit nicht darüber entscheiden; daher wird jemand anderes gefragt, der es darf.

# Dieselben Regeln, erklärt.

policy-own-limits = Wer über dem eigenen Limit bestellt, braucht die Zustimmung von jemandem, der über den Betrag entscheiden darf.
policy-no-own-limits = Die eigenen Limits verlangen keine Freigabe; das tun nur die folgenden Regeln.
policy-rule = «{ $name }»: Wenn { $when }, ist diese Zustimmung nötig: { $who }.
policy-rule-always = «{ $name }»: Für jede Bestellung ist diese Zustimmung nötig: { $who }.
policy-rule-only = { $rule } Nur für Bestellungen von { $names }.
policy-and-then = { $first }, danach { $next }
when-total-over = die Summe über { $limit } liegt
when-spent-over = jemand für mehr als { $limit } pro { $period ->
        [day] Tag
        [week] Woche
        [month] Monat
        [quarter] Quartal
       *[year] Jahr
    } bestellt
when-budget = das Budget «{ $budget }» überschritten würde
when-products = eines dieser Produkte dabei ist ({ $names })
when-categories = ein Produkt zu { $names } gehört
when-unusual = eine Menge mehr als das { $times }-Fache der bisher größten ist
when-new-product = ein Produkt noch nie bestellt wurde
when-new-address = an die Lieferadresse noch nie bestellt wurde
when-price-over-last = ein Stückpreis mehr als { $percent } % über dem zuletzt bezahlten liegt
when-without-po-number = die Bestellnummer fehlt
when-discount-over = eine Zeile mehr als { $percent } % Rabatt hat
tier-approver-any = ein Freigebender
tier-approver-all = alle Freigebenden
tier-administrator-any = ein Administrator
tier-administrator-all = alle Administratoren
tier-manager = die Führungskraft der bestellenden Person (oder deren Führungskraft, bis zu der, die den Betrag ausgeben darf)
policy-budget = Budget «{ $name }»{ GIVEN($centre) ->
        [yes] {" "}der Kostenstelle «{ $centre }»
       *[no] {""}
    }: { $amount } pro { $period ->
        [day] Tag
        [week] Woche
        [month] Monat
        [quarter] Quartal
       *[year] Jahr
    }.
policy-manager-of = Führungskraft von { $names }: { $manager }.
policy-twice-allowed = Dieselbe Person darf in zwei Schritten einer Anfrage zustimmen.
policy-tolerance = Eine freigegebene Bestellung darf bis zu { $percent } % teurer werden, ohne erneut angefragt zu werden.
policy-tolerance-bound = Eine freigegebene Bestellung darf bis zu { $percent } % teurer werden, höchstens um { $amount }, ohne erneut angefragt zu werden.
policy-working-time = Erinnert wird { $weekdays }, { $starts } bis { $ends }, nach { $hours } Arbeitsstunden; eine Anfrage endet nach { $after } Tagen.
policy-escalation = Nach { $hours } Arbeitsstunden werden auch andere gefragt: { $names }.
policy-escalation-to-next = wer als Nächstes entscheiden darf, dann die Administratoren
policy-digest = Anfragen unter { $amount } kommen gesammelt in einer Nachricht um { $time }.

# Was an Regeln nicht stimmt, und was zu tun ist.

policy-no-number = Ein Betrag oder Prozentsatz ist keine Zahl. Schreiben Sie ihn wie 250 oder 250.50.
policy-bad-currency = «{ $currency }» ist keine Währung. Schreiben Sie drei Großbuchstaben wie EUR, oder lassen Sie sie weg für die des Unternehmens.
policy-no-name = Es fehlt ein Name. Geben Sie einen, den man erkennt.
policy-name-twice = Der Name «{ $name }» steht zweimal da. Geben Sie jedem seinen eigenen.
policy-budget-unused = Keine Regel achtet auf das Budget «{ $budget }». Fügen Sie eine solche Regel hinzu, oder entfernen Sie das Budget.
policy-nothing-asked = Es gibt keine Regeln und eigene Limits zählen nicht, also wird nie jemand gefragt. Fügen Sie eine Regel hinzu, oder lassen Sie die eigenen Limits zählen.
policy-asks-nobody = Regel «{ $rule }» fragt niemanden. Sagen Sie, wer zustimmen muss.
policy-person-twice = Regel «{ $rule }» braucht { $email } in zwei Schritten, aber niemand stimmt zweimal zu. Entfernen Sie einen davon, oder erlauben Sie es mit same_person_twice.
policy-tier-unclear = Ein Schritt der Regel «{ $rule }» muss entweder Personen, eine Rolle oder die Führungskraft nennen: genau eines davon.
policy-role-cannot-decide = Regel «{ $rule }» fragt Bestellende, die nicht entscheiden. Fragen Sie Freigebende oder Administratoren.
policy-no-managers = Regel «{ $rule }» fragt die Führungskraft, aber nirgends steht, wer das ist. Fügen Sie Führungskräfte (managers) hinzu.
policy-requester-alone = Regel «{ $rule }» fragt nur die Person, für deren Bestellungen sie gilt; niemand entscheidet über eigene. Nennen Sie jemand anderen.
policy-unknown-budget = Regel «{ $rule }» achtet auf das Budget «{ $budget }», das es nicht gibt. Fügen Sie es unter budgets hinzu, oder berichtigen Sie den Namen.
policy-factor-too-small = Regel «{ $rule }»: Der Faktor einer ungewöhnlichen Menge muss über 0 liegen, etwa 3.
policy-negative = { $amount } ist hier nicht möglich. Schreiben Sie einen Betrag über 0.
policy-too-large = { $amount } ist zu groß, um gemeint zu sein. Schreiben Sie einen kleineren Betrag.
policy-needless-condition = Regel «{ $rule }»: Was im Zeitraum ausgegeben wird, schließt diese Bestellung ein; die Bedingung gilt also immer, wenn die der Summe gilt. Entfernen Sie eine von beiden.
policy-never-holds = Regel «{ $rule }» kann nie gelten: So hoch ist kein Rabatt. Schreiben Sie einen kleineren Prozentsatz.
policy-po-always-asked = Regel «{ $rule }» kann nie gelten: Das Unternehmen bestellt nur mit Bestellnummer. Entfernen Sie diese Bedingung.
policy-same-condition = Die Regeln «{ $rule }» und «{ $other }» gelten für dieselben Bestellungen; beide fragen. Machen Sie eine Regel mit zwei Schritten daraus.
policy-manager-loop = Die Führungskräfte gehen im Kreis: { $names }. Niemand steht oben; entfernen Sie eine davon.
policy-managers-unused = Es sind Führungskräfte genannt, aber keine Regel fragt sie. Fügen Sie einen solchen Schritt hinzu, oder entfernen Sie sie.
policy-bad-tolerance = Eine Toleranz von { $percent } % ist nicht möglich. Schreiben Sie 0 bis 100.
policy-tolerance-unused = Die Toleranz hat einen Betrag, aber 0 %, und erlaubt daher nichts. Geben Sie auch einen Prozentsatz an.
policy-bad-email = «{ $email }» ist keine E-Mail-Adresse in Kleinbuchstaben. Berichtigen Sie sie.
policy-bad-zone = Die Zeitzone «{ $zone }» gibt es nicht. Schreiben Sie eine wie Europe/Brussels.
policy-bad-country = «{ $country }» ist kein Land. Schreiben Sie zwei Großbuchstaben, etwa BE.
policy-bad-days = Die Arbeitstage müssen eine oder mehrere verschiedene Zahlen von 0 (Montag) bis 6 (Sonntag) sein.
policy-bad-time = «{ $time }» ist keine Uhrzeit. Schreiben Sie sie wie 09:00, in Anführungszeichen.
policy-day-too-short = Der Arbeitstag würde um { $starts } beginnen und um { $ends } enden. Er muss nach seinem Beginn enden.
policy-digest-at-night = Die Nachricht des Tages ginge um { $time } hinaus, außerhalb der Arbeitszeit. Wählen Sie eine Uhrzeit innerhalb.
policy-bad-hours = Stunden bis zu einer Erinnerung oder Eskalation müssen über 0 liegen.
policy-reminders-unordered = Die Erinnerungen müssen aufeinander folgen: Schreiben Sie ihre Stunden in steigender Reihenfolge.
policy-reminder-too-late = Eine Erinnerung käme erst, wenn die Anfrage schon beendet ist ({ $after } Tage). Ziehen Sie sie vor, oder lassen Sie Anfragen länger warten.
policy-other-currency = Die Regeln sind in { $currency }, das Unternehmen in { $company }. Beträge werden nie umgerechnet: Schreiben Sie sie in { $company }.
policy-unknown-person = Das Unternehmen hat niemanden mit der Adresse { $email }. Berichtigen Sie sie, oder geben Sie dieser Person zuerst eine Rolle.
policy-archived-person = { $email } darf nicht mehr für das Unternehmen handeln. Nennen Sie jemand anderen.
policy-no-approver-role = { $name } soll entscheiden, ohne Freigebender oder Administrator zu sein. Geben Sie auch diese Rolle, damit diese Person sieht, was wartet.
policy-limit-too-low = { $name } gibt allein bis { $limit } frei und wird namentlich für mehr gefragt. Das ist erlaubt; nennen Sie jemand anderen, wenn es nicht gemeint ist.
policy-unknown-sku = Der Shop hat kein Produkt { $sku }. Berichtigen Sie es.
policy-unknown-category = Der Shop hat kein Produkt in «{ $category }». Schreiben Sie die Kategorie wie der Shop.
policy-without-manager = Für { $names } ist keine Führungskraft genannt; ein Administrator würde gefragt. Fügen Sie sie hinzu, wenn das nicht gemeint ist.
policy-nobody-left = Regel «{ $rule }»: Für Bestellungen von { $names } könnte niemand entscheiden, den sie fragt, also würde jemand anderes gefragt, der es darf. Nennen Sie weitere Personen, oder erhöhen Sie ein Limit.
policy-gap = Bestellungen von { $names } ab { $amount } könnte niemand freigeben. Erhöhen Sie das Limit eines Freigebenden, oder nennen Sie einen weiteren.

# Welche Kostenstelle zahlt.

cost-centre = Kostenstelle
ask-cost-centre = Welche Kostenstelle oder welches Projekt zahlt diese Bestellung?
cost-centre-how = Schreiben Sie /cost-centre und dahinter den Namen der Kostenstelle oder des Projekts, das zahlt.
cost-centre-set = Notiert: «{ $name }» zahlt diese Bestellung.
cost-centre-unknown = Ihr Unternehmen hat keine Kostenstelle «{ $name }» mit einem Budget. Es gibt:
still-waiting-cost-centre = Gern. Wählen Sie zuerst, welche Kostenstelle zahlt.
