# Dateien, die ankommen und hinausgehen.

file-how = Senden Sie mir eine Bestellliste als Datei: CSV, XLSX oder ODS, mit einem Produkt und einer Menge in jeder Zeile. Die Reihenfolge der Spalten ist gleich.
file-kept = Ich habe «{ $name }» erhalten und lese die Datei, sobald ich weiß, für wen Sie bestellen.
file-send-again = «{ $name }» ist zu groß, um aufgehoben zu werden, bis ich weiß, für wen Sie bestellen. Bitte senden Sie die Datei dann noch einmal.
button-read-file = Die Datei jetzt lesen
file-let-go = Ich hebe nicht mehr als { $most } Dateien auf, bis ich weiß, für wen Sie bestellen. Bitte senden Sie «{ $name }» dann noch einmal.
file-kept-too-long = «{ $name }» wurde vor mehr als einem Tag gesendet, deshalb habe ich die Datei nicht aufgehoben. Bitte senden Sie sie noch einmal.
file-too-many = Ich lese höchstens { $most } Dateien einer Nachricht; bitte senden Sie die anderen noch einmal.
file-not-fetched = Ich konnte «{ $name }» gerade nicht abholen. Es wurde nichts geändert; bitte senden Sie die Datei gleich noch einmal.
file-not-to-be-had = «{ $name }» ist nicht mehr abzuholen oder zu groß. Bitte senden Sie die Datei noch einmal.
file-too-large = «{ $name }» ist größer als { $megabytes } MB, mehr als jede Bestellliste; die Datei wurde nicht gelesen. Bitte senden Sie nur die Liste.
file-empty = In «{ $name }» steht nichts.
file-encrypted = «{ $name }» ist mit einem Passwort geschützt, sodass ich die Datei nicht lesen kann. Bitte speichern Sie sie ohne Passwort und senden Sie sie noch einmal.
file-damaged = «{ $name }» ist beschädigt oder unvollständig, sodass ich die Datei nicht lesen kann. Bitte speichern Sie sie neu und senden Sie sie noch einmal.
file-too-much = In «{ $name }» steht weit mehr als in einer Bestellliste; die Datei wurde nicht gelesen und nichts geändert. Bitte kopieren Sie die Bestellzeilen in eine neue Datei und senden Sie diese.
file-other-format = «{ $name }» kann ich nicht lesen. Ich lese Bestelllisten als CSV, XLSX und ODS; ein PDF, ein Dokument oder ein Bild kann unser Team ansehen. Sie können die Zeilen auch schreiben, zum Beispiel «10 PAP-A4-80, 3 GLV-NIT-L».

list-not-found = Ich finde keine Bestellzeilen in «{ $name }». Jede Zeile braucht ein Produkt (Artikelnummer oder Name) und eine Menge. Es wurde nichts geändert.
list-no-quantities = Ich finde Produkte in «{ $name }», aber keine Mengen. Es wurde nichts geändert.
list-too-long = In «{ $name }» stehen { $count } Bestellzeilen, und ich nehme höchstens { $most } auf einmal. Es wurde nichts geändert; bitte senden Sie sie in mehreren Dateien.
list-which-column = «{ $name }» lässt sich auf mehr als eine Weise lesen. Welche Spalte ist die Menge?
list-which-sheet = An mehr als einer Stelle von «{ $name }» stehen Bestellzeilen. Welche sollen bestellt werden?
list-column = Spalte { $column }
button-all-sheets = Alle
list-spoken = «{ $name }» hat keine Spalte mit Mengen. Das lese ich bei den Produkten; in Ihrem Warenkorb ist noch nichts. Sind das die Mengen?
list-more-read = { $count ->
        [one] Eine weitere Zeile wurde ebenso gelesen.
       *[other] { $count } weitere Zeilen wurden ebenso gelesen.
    }
button-take-quantities = Diese Mengen nehmen
list-held = { $count ->
        [one] Eines der { $total } Produkte von «{ $name }» ist schon in Ihrem Warenkorb; es wurde also noch nichts geändert. Was soll mit der Liste geschehen?
       *[other] { $count } der { $total } Produkte von «{ $name }» sind schon in Ihrem Warenkorb; es wurde also noch nichts geändert. Was soll mit der Liste geschehen?
    }
list-held-row = im Warenkorb { $present }, in der Liste { $listed }
button-add-list = Alles hinzufügen
button-replace-by-list = Mengen der Liste nehmen
button-only-new = Nur hinzufügen, was noch fehlt
list-title = Bestellliste «{ $name }»
list-added = { $count ->
        [one] Eine Zeile ist in Ihrem Warenkorb.
       *[other] { $count } Zeilen sind in Ihrem Warenkorb.
    }
list-none-added = In Ihrem Warenkorb ist noch nichts.
list-problems = { $count ->
        [one] Diese Zeile ist nicht in Ihrem Warenkorb:
       *[other] Diese { $count } Zeilen sind nicht in Ihrem Warenkorb:
    }
list-untold = { $count ->
        [one] Nach den ersten frage ich unten. Eine weitere ist nur aufgeführt: Schreiben Sie sie mit ihrer Menge, zum Beispiel «10 PAP-A4-80».
       *[other] Nach den ersten frage ich unten. { $count } weitere sind nur aufgeführt: Schreiben Sie sie mit ihren Mengen, zum Beispiel «10 PAP-A4-80».
    }
list-in-cart = Aus der Liste in den Warenkorb gelegt:
list-more-added = { $count ->
        [one] Ein weiteres Produkt; der Warenkorb zeigt alle.
       *[other] { $count } weitere Produkte; der Warenkorb zeigt alle.
    }
list-row = Zeile { $row }
list-row-of-sheet = { $sheet }, Zeile { $row }
list-read-from = Mengen: Spalte { $column }.
list-begins = Die Bestellzeilen beginnen mit Zeile { $row }; was darüber steht, wurde nicht als Bestellzeile gelesen.
list-left-out = In diesen Blättern wurde keine Bestellung gefunden: { $sheets }.
list-unread = Nur die ersten { $most } Blätter wurden gelesen, diese nicht: { $sheets }.
list-cut = Nur die ersten { $most } Spalten eines Blatts wurden gelesen, und es gibt mehr.
list-left = { $count ->
        [one] Eine Zeile bleibt, wie sie im Warenkorb steht: { $rows }.
       *[other] { $count } Zeilen bleiben, wie sie im Warenkorb stehen: { $rows }.
    }
list-headings = Als Überschriften gelesen, nicht als Bestellzeilen: Zeilen { $rows }.
list-unfilled = { $count ->
        [one] Eine Zeile ohne Menge wurde übergangen.
       *[other] { $count } Zeilen ohne Menge wurden übergangen.
    }
list-short = nur { $available } sofort lieferbar
list-unknown = nicht in unserem Katalog
list-near = nicht in unserem Katalog; am nächsten: { $names }
list-several = es kann eines von diesen sein: { $names }
list-disagree = Artikelnummer und Name gehören zu verschiedenen Produkten: { $names }
list-quantity-missing = keine Menge
list-quantity-unclear = «{ $written }» ist keine Menge, die ich lesen kann
list-quantity-two-ways = «{ $written }» kann zwei Zahlen sein, mit Nachkommastellen oder in Tausendern
list-quantity-negative = die Menge ist negativ
list-quantity-zero = die Menge ist null
list-quantity-too-large = die Menge ist zu groß
list-unit = verkauft als { $unit }; ich weiß nicht, wie viel davon «{ $said }» ist
list-pack = verkauft in Vielfachen von { $pack }, ab { $least }, und nicht { $wanted }
list-gone = { $product } kann nicht bestellt werden: nicht mehr oder noch nicht im Verkauf

button-as-file = Als Datei
order-file = Bestellung { $number } als Datei:
file-order = Bestellung
file-sku = Artikelnummer
file-product = Bezeichnung
file-quantity = Menge
file-unit = Einheit
file-unit-price = Einzelpreis
file-net = Betrag ohne MwSt.
file-currency = Währung
