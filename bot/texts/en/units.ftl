# A quantity with its unit of sale: $n chooses the plural, $number is written as the language does.

quantity-piece = { $n ->
        [one] { $number } piece
       *[other] { $number } pieces
    }
quantity-unit = { $n ->
        [one] { $number } unit
       *[other] { $number } units
    }
quantity-box = { $n ->
        [one] { $number } box
       *[other] { $number } boxes
    }
quantity-carton = { $n ->
        [one] { $number } carton
       *[other] { $number } cartons
    }
quantity-pack = { $n ->
        [one] { $number } pack
       *[other] { $number } packs
    }
quantity-bottle = { $n ->
        [one] { $number } bottle
       *[other] { $number } bottles
    }
quantity-bag = { $n ->
        [one] { $number } bag
       *[other] { $number } bags
    }
quantity-ream = { $n ->
        [one] { $number } ream
       *[other] { $number } reams
    }
quantity-roll = { $n ->
        [one] { $number } roll
       *[other] { $number } rolls
    }
quantity-pair = { $n ->
        [one] { $number } pair
       *[other] { $number } pairs
    }
quantity-can = { $n ->
        [one] { $number } can
       *[other] { $number } cans
    }
quantity-litre = { $n ->
        [one] { $number } litre
       *[other] { $number } litres
    }
quantity-kilogram = { $number } kg
quantity-pallet = { $n ->
        [one] { $number } pallet
       *[other] { $number } pallets
    }
quantity-other = { $number }
