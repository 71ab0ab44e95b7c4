# Die Mail, die den Stand des Nachweisprotokolls aus dem Haus bringt; ein JSON-Dokument folgt ihr.

heads-mail-subject = Nachweisprotokoll vom { $day }: bitte aufbewahren
heads-mail-body =
    Dies ist der signierte Stand des Nachweisprotokolls vom { $day }. Bewahren Sie diese Nachricht dort auf, wo niemand sie ändern kann: Sie beweist später, dass bis dahin nichts im Protokoll verändert wurde.

    Zur Prüfung speichern Sie sie als Datei und führen aus: comptoir audit verify --heads DATEI
