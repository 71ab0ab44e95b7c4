# Une quantité avec son unité de vente : $n choisit le pluriel, $number est écrit comme la langue le veut.

quantity-piece = { $n ->
        [one] { $number } pièce
       *[other] { $number } pièces
    }
quantity-unit = { $n ->
        [one] { $number } unité
       *[other] { $number } unités
    }
quantity-box = { $n ->
        [one] { $number } boîte
       *[other] { $number } boîtes
    }
quantity-carton = { $n ->
        [one] { $number } carton
       *[other] { $number } cartons
    }
quantity-pack = { $n ->
        [one] { $number } paquet
       *[other] { $number } paquets
    }
quantity-bottle = { $n ->
        [one] { $number } bouteille
       *[other] { $number } bouteilles
    }
quantity-bag = { $n ->
        [one] { $number } sachet
       *[other] { $number } sachets
    }
quantity-ream = { $n ->
        [one] { $number } rame
       *[other] { $number } rames
    }
quantity-roll = { $n ->
        [one] { $number } rouleau
       *[other] { $number } rouleaux
    }
quantity-pair = { $n ->
        [one] { $number } paire
       *[other] { $number } paires
    }
quantity-can = { $n ->
        [one] { $number } bidon
       *[other] { $number } bidons
    }
quantity-litre = { $n ->
        [one] { $number } litre
       *[other] { $number } litres
    }
quantity-kilogram = { $number } kg
quantity-pallet = { $n ->
        [one] { $number } palette
       *[other] { $number } palettes
    }
quantity-other = { $number }
