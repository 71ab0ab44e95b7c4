# Een hoeveelheid met haar verkoopeenheid: $n kiest het meervoud, $number staat zoals de taal het schrijft.

quantity-piece = { $n ->
        [one] { $number } stuk
       *[other] { $number } stuks
    }
quantity-unit = { $n ->
        [one] { $number } stuk
       *[other] { $number } stuks
    }
quantity-box = { $n ->
        [one] { $number } doos
       *[other] { $number } dozen
    }
quantity-carton = { $n ->
        [one] { $number } karton
       *[other] { $number } kartons
    }
quantity-pack = { $n ->
        [one] { $number } pak
       *[other] { $number } pakken
    }
quantity-bottle = { $n ->
        [one] { $number } fles
       *[other] { $number } flessen
    }
quantity-bag = { $n ->
        [one] { $number } zak
       *[other] { $number } zakken
    }
quantity-ream = { $n ->
        [one] { $number } riem
       *[other] { $number } riemen
    }
quantity-roll = { $n ->
        [one] { $number } rol
       *[other] { $number } rollen
    }
quantity-pair = { $number } paar
quantity-can = { $n ->
        [one] { $number } can
       *[other] { $number } cans
    }
quantity-litre = { $number } liter
quantity-kilogram = { $number } kg
quantity-pallet = { $n ->
        [one] { $number } pallet
       *[other] { $number } pallets
    }
quantity-other = { $number }
