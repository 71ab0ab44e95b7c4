# The cart, reordering, and what stands on every quotation.

cart-title = Your cart
cart-empty = Your cart is empty. Name a product and a quantity, or write «same as last time».
not-in-cart = There is no { $phrases } in your cart. /cart shows what is in it.
line-detail = { $sku } · { $quantity } × { $price }
line-back-ordered = on back-order
charge-freight = Freight
charge-surcharge = Surcharge
charge-eco-contribution = Eco-contribution
charge-discount = Discount
total-net = Total excluding VAT
total-tax = VAT { $rate }%
total-gross = Total including VAT
reverse-charge = No VAT is charged: exempt intra-Community supply, Article 138 of Directive 2006/112/EC. VAT is accounted for by the customer.
payment-terms = Payment terms
due-date = Due on
po-number = Purchase order number
promised-date = Planned delivery
button-submit = Order
button-empty = Empty the cart
really-empty = Take { $count ->
        [one] the one line
       *[other] all { $count } lines
    } out of your cart?
cart-emptied = Your cart is empty now.
cart-kept = All right, nothing was ordered. What is in your cart stays there; write what you want to change, or «order».

no-orders-yet = There are no orders of your company yet.
no-such-order = { GIVEN($reference) ->
        [yes] I find no order for «{ $reference }».
       *[no] I find no such order.
    } Write an order number, or /orders for the list.
which-order = Which of these orders do you mean?
taken-from-order = Taken from order { $number } of { $day }.
news-gone = no longer sold, not taken over
news-price = unit price now { $new } instead of { $old }
news-short = { $short } short in stock
cart-not-empty = Your cart already has { $count ->
        [one] one line
       *[other] { $count } lines
    }. Shall the past order be added to it, or replace it?
button-add-to-cart = Add to the cart
button-replace-cart = Replace the cart

date-in-the-past = Delivery can be tomorrow at the earliest. Which day would you like?
delivery-date-set = Noted: delivery on { $day }, or as soon after as everything is ready.
address-unknown = I find no delivery address of your company for «{ $words }». Our team can add a new one.
which-address = Where shall it be delivered?
address-set = Noted: delivery to { $address }.
