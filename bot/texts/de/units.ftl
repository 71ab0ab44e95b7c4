# Eine Menge mit ihrer Verkaufseinheit: $n wählt die Mehrzahl, $number steht, wie die Sprache es schreibt.

quantity-piece = { $number } Stück
quantity-unit = { $number } Stück
quantity-box = { $n ->
        [one] { $number } Box
       *[other] { $number } Boxen
    }
quantity-carton = { $n ->
        [one] { $number } Karton
       *[other] { $number } Kartons
    }
quantity-pack = { $n ->
        [one] { $number } Packung
       *[other] { $number } Packungen
    }
quantity-bottle = { $n ->
        [one] { $number } Flasche
       *[other] { $number } Flaschen
    }
quantity-bag = { $number } Beutel
quantity-ream = { $number } Ries
quantity-roll = { $n ->
        [one] { $number } Rolle
       *[other] { $number } Rollen
    }
quantity-pair = { $number } Paar
quantity-can = { $number } Kanister
quantity-litre = { $number } Liter
quantity-kilogram = { $number } kg
quantity-pallet = { $n ->
        [one] { $number } Palette
       *[other] { $number } Paletten
    }
quantity-other = { $number }
