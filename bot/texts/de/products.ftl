# Produkte suchen, und die Fragen zu einer Position.

products-found = Das habe ich zu «{ $phrase }» gefunden, zu Ihren Preisen. Drücken Sie auf ein Produkt für Einzelheiten.
product-detail = { $sku } · auf Lager: { $stock }
not-found = Zu { $phrases } habe ich nichts gefunden. Versuchen Sie es mit einem anderen Wort oder der Artikelnummer.
price-for = Einzelpreis für { $quantity }
in-stock = Auf Lager
lead-time-label = Lieferzeit
lead-time = Der Rest geht { $days ->
        [0] heute ab
        [one] innerhalb von { $days } Werktag ab
       *[other] innerhalb von { $days } Werktagen ab
    }.
sold-by = Verkauft zu je
minimum = Mindestbestellmenge
status-product-planned = Angekündigt, noch nicht bestellbar
status-product-discontinued = Nicht mehr im Verkauf
button-add = { $quantity } hinzufügen

which-lines = Welches Produkt, und wie viel? Zum Beispiel «3 Boxen Nitrilhandschuhe L».
which-product = Welches Produkt meinen Sie mit «{ $phrase }»?
button-none-of-these = Keines davon
sold-in-packs = { $product } wird zu je { $pack } verkauft, ab { $least }. Welche Menge soll es statt { $wanted } sein?
how-many = Wie viel möchten Sie von { $product }? Es wird zu je { $pack } verkauft.
short-in-stock = { $product }: Sie möchten { $wanted }, sofort lieferbar: { $available }. Wie möchten Sie vorgehen?
button-back-order = Nachliefern lassen
button-take-fewer = Nur { $quantity } nehmen
button-take-instead = { $product } nehmen
button-leave-out = Weglassen
no-longer-sold = { $product } kann nicht bestellt werden: Es ist nicht mehr, oder noch nicht, im Verkauf. Was soll ich mit dieser Position tun?

# What a shop may tell of a product; only what has a name here is shown.
attribute-pieces = Stück
attribute-volume = Inhalt
attribute-size = Größe
attribute-units-per-carton = Je Karton
attribute-format = Format
attribute-sheets = Blatt
attribute-weight = Gewicht
attribute-length = Länge
attribute-width = Breite
attribute-grammage = Papiergewicht
attribute-compatible-with = Passend für
attribute-reference = Herstellernummer
attribute-yield = Seiten
attribute-ply = Lagen
attribute-power = Leistung
attribute-voltage = Spannung
attribute-standard = Norm
attribute-rolls = Rollen
attribute-capacity = Kapazität
attribute-diameter = Durchmesser
