# Looking products up, and the questions about one line.

products-found = This is what I found for «{ $phrase }», at your prices. Press one for details.
product-detail = { $sku } · { $stock } in stock
not-found = I found nothing for { $phrases }. Please try another word or the article number.
price-for = Unit price for { $quantity }
in-stock = In stock
lead-time-label = Lead time
lead-time = The rest ships { $days ->
        [0] today
        [one] within one working day
       *[other] within { $days } working days
    }.
sold-by = Sold in multiples of
minimum = Minimum order
status-product-planned = Announced, cannot be ordered yet
status-product-discontinued = No longer sold
button-add = Add { $quantity }

which-lines = Which product, and how many? For example «3 boxes of nitrile gloves L».
which-product = Which product do you mean by «{ $phrase }»?
button-none-of-these = None of these
sold-in-packs = { $product } is sold in multiples of { $pack }, from { $least }. Which quantity shall it be instead of { $wanted }?
how-many = How many would you like of { $product }? It is sold in multiples of { $pack }.
short-in-stock = { $product }: you want { $wanted }, and { $available } can ship now. How would you like to go on?
button-back-order = Back-order
button-take-fewer = Take only { $quantity }
button-take-instead = Take { $product }
button-leave-out = Leave it out
no-longer-sold = { $product } cannot be ordered: it is no longer sold, or not on sale yet. What shall I do with this line?

# What a shop may tell of a product; only what has a name here is shown.
attribute-pieces = Pieces
attribute-volume = Volume
attribute-size = Size
attribute-units-per-carton = Per carton
attribute-format = Format
attribute-sheets = Sheets
attribute-weight = Weight
attribute-length = Length
attribute-width = Width
attribute-grammage = Paper weight
attribute-compatible-with = Fits
attribute-reference = Maker's reference
attribute-yield = Pages
attribute-ply = Plies
attribute-power = Power
attribute-voltage = Voltage
attribute-standard = Standard
attribute-rolls = Rolls
attribute-capacity = Capacity
attribute-diameter = Diameter
