# Files that come in and go out.

file-how = Send me an order list as a file: CSV, XLSX or ODS, with a product and a quantity in each row. The order of the columns does not matter.
file-kept = I have received «{ $name }» and will read it as soon as I know whom you order for.
file-send-again = «{ $name }» is too large to be kept until I know whom you order for. Please send it again then.
button-read-file = Read the file now
file-let-go = I keep no more than { $most } files until I know whom you order for. Please send «{ $name }» again then.
file-kept-too-long = «{ $name }» was sent more than a day ago, so I have not kept it. Please send it again.
file-too-many = I read at most { $most } files of a message; please send the others again.
file-not-fetched = I could not fetch «{ $name }» just now. Nothing was changed; please send it again in a moment.
file-not-to-be-had = «{ $name }» can no longer be fetched, or is too large. Please send it again.
file-too-large = «{ $name }» is larger than { $megabytes } MB, which no order list is; it was not read. Please send the list alone.
file-empty = There is nothing in «{ $name }».
file-encrypted = «{ $name }» is protected with a password, so that I cannot read it. Please save it without one and send it again.
file-damaged = «{ $name }» is damaged or incomplete, so that I cannot read it. Please save it once more and send it again.
file-too-much = There is far more in «{ $name }» than in an order list; it was not read and nothing was changed. Please copy the order lines into a new file and send that.
file-other-format = I cannot read «{ $name }». I read order lists as CSV, XLSX and ODS; a PDF, a document or a picture our team can look at. You can also write the lines, for example «10 PAP-A4-80, 3 GLV-NIT-L».

list-not-found = I find no order lines in «{ $name }». Each row needs a product (its article number or name) and a quantity. Nothing was changed.
list-no-quantities = I find products in «{ $name }», but no quantities. Nothing was changed.
list-too-long = There are { $count } order lines in «{ $name }», and I take at most { $most } at once. Nothing was changed; please send them in several files.
list-which-column = «{ $name }» can be read in more than one way. Which column is the quantity?
list-which-sheet = There are order lines in more than one place of «{ $name }». Which are to be ordered?
list-column = Column { $column }
button-all-sheets = All of them
list-spoken = There is no column of quantities in «{ $name }». This is what I read beside the products; nothing is in your cart yet. Are these the quantities?
list-more-read = { $count ->
        [one] One more line was read in the same way.
       *[other] { $count } more lines were read in the same way.
    }
button-take-quantities = Take these quantities
list-held = { $count ->
        [one] One of the { $total } products of «{ $name }» is already in your cart, so nothing was changed yet. What is to be done with the list?
       *[other] { $count } of the { $total } products of «{ $name }» are already in your cart, so nothing was changed yet. What is to be done with the list?
    }
list-held-row = in the cart { $present }, in the list { $listed }
button-add-list = Add all of it to the cart
button-replace-by-list = Take the list's quantities instead
button-only-new = Add only what is not there yet
list-title = Order list «{ $name }»
list-added = { $count ->
        [one] One line is in your cart.
       *[other] { $count } lines are in your cart.
    }
list-none-added = Nothing is in your cart yet.
list-problems = { $count ->
        [one] This line is not in your cart:
       *[other] These { $count } lines are not in your cart:
    }
list-untold = { $count ->
        [one] I ask about the first ones below. One more is only listed: write it with its quantity, for example «10 PAP-A4-80».
       *[other] I ask about the first ones below. { $count } more are only listed: write them with their quantities, for example «10 PAP-A4-80».
    }
list-in-cart = Taken into the cart from the list:
list-more-added = { $count ->
        [one] One more product; the cart shows them all.
       *[other] { $count } more products; the cart shows them all.
    }
list-row = row { $row }
list-row-of-sheet = { $sheet }, row { $row }
list-read-from = Quantities: column { $column }.
list-begins = The lines begin with row { $row }; what stands above was not read as lines.
list-left-out = No order was found in these sheets: { $sheets }.
list-unread = Only the first { $most } sheets were read, not these: { $sheets }.
list-cut = Only the first { $most } columns of a sheet were read, and there are more.
list-left = { $count ->
        [one] One line was left as it stands in the cart: { $rows }.
       *[other] { $count } lines were left as they stand in the cart: { $rows }.
    }
list-headings = Read as headings, not as lines: rows { $rows }.
list-unfilled = { $count ->
        [one] One row without a quantity was passed over.
       *[other] { $count } rows without a quantity were passed over.
    }
list-short = only { $available } can ship now
list-unknown = not in our catalogue
list-near = not in our catalogue; the nearest: { $names }
list-several = it may be one of these: { $names }
list-disagree = article number and name are of different products: { $names }
list-quantity-missing = no quantity
list-quantity-unclear = «{ $written }» is no quantity that I can read
list-quantity-two-ways = «{ $written }» can be two numbers, with decimals or in thousands
list-quantity-negative = the quantity is negative
list-quantity-zero = the quantity is zero
list-quantity-too-large = the quantity is too large
list-unit = sold as { $unit }; I do not know how much of it «{ $said }» is
list-pack = sold in multiples of { $pack }, from { $least }, and not { $wanted }
list-gone = { $product } cannot be ordered: no longer sold, or not on sale yet

button-as-file = As a file
order-file = Order { $number } as a file:
file-order = Order
file-sku = Article number
file-product = Description
file-quantity = Quantity
file-unit = Unit
file-unit-price = Unit price
file-net = Price excluding VAT
file-currency = Currency
