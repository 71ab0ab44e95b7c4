# Producten opzoeken, en de vragen over één regel.

products-found = Dit vond ik voor «{ $phrase }», tegen uw prijzen. Druk op een product voor meer informatie.
product-detail = { $sku } · op voorraad: { $stock }
not-found = Ik vond niets voor { $phrases }. Probeer een ander woord of het artikelnummer.
price-for = Eenheidsprijs voor { $quantity }
in-stock = Op voorraad
lead-time-label = Levertermijn
lead-time = De rest vertrekt { $days ->
        [0] vandaag
        [one] binnen { $days } werkdag
       *[other] binnen { $days } werkdagen
    }.
sold-by = Verkocht per
minimum = Minimale bestelling
status-product-planned = Aangekondigd, nog niet te bestellen
status-product-discontinued = Niet meer te koop
button-add = { $quantity } toevoegen

which-lines = Welk product, en hoeveel? Bijvoorbeeld «3 dozen nitrilhandschoenen L».
which-product = Welk product bedoelt u met «{ $phrase }»?
button-none-of-these = Geen van deze
sold-in-packs = { $product } wordt verkocht per { $pack }, vanaf { $least }. Welke hoeveelheid wenst u in plaats van { $wanted }?
how-many = Hoeveel wenst u van { $product }? Het wordt verkocht per { $pack }.
short-in-stock = { $product }: u wilt { $wanted }, en { $available } kan nu vertrekken. Wat wilt u doen?
button-back-order = Laten naleveren
button-take-fewer = Alleen { $quantity } nemen
button-take-instead = { $product } nemen
button-leave-out = Weglaten
no-longer-sold = { $product } kan niet besteld worden: het is niet meer, of nog niet, te koop. Wat doe ik met deze regel?

# What a shop may tell of a product; only what has a name here is shown.
attribute-pieces = Stuks
attribute-volume = Inhoud
attribute-size = Maat
attribute-units-per-carton = Per doos
attribute-format = Formaat
attribute-sheets = Vellen
attribute-weight = Gewicht
attribute-length = Lengte
attribute-width = Breedte
attribute-grammage = Papiergewicht
attribute-compatible-with = Past op
attribute-reference = Referentie fabrikant
attribute-yield = Pagina’s
attribute-ply = Lagen
attribute-power = Vermogen
attribute-voltage = Spanning
attribute-standard = Norm
attribute-rolls = Rollen
attribute-capacity = Capaciteit
attribute-diameter = Diameter
