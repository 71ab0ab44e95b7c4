# What becomes of an order, and everything after it.

order-placed = Ordered for { $total }: the order number is { $number }.
order-refused = The shop did not accept the order of { $total }; nothing was ordered. Its lines are kept: check them and order again, or write «human».
order-total-changed = Not ordered: { $total } was shown, and the shop would charge { $actual } today. The lines are kept: check the new total and order again.
order-delayed = The shop does not answer at the moment. The order of { $total } is kept and will be placed by itself, once; there is nothing for you to do.
order-unknown = The shop has not confirmed the order of { $total }. Our team is checking whether it went through and will tell you; please do not order it again.
order-held = The order of { $total } is kept. For a delivery to another country our team first checks the VAT number; there is nothing for you to do.
order-held-refused = Our team could not accept the order of { $total }; nothing was ordered. Reason: { $reason }
order-released = The VAT number is checked. The order of { $total } is on its way to the shop.

your-orders = Your newest orders:
under-way = Still under way:
waits-for-approval = Waits for approval
placement-prepared = On its way to the shop
placement-sending = On its way to the shop
placement-unknown = Our team checks whether the shop has it
placement-held = Our team checks the VAT number

order-title = Order { $number }
order-state = Status
ordered-on = Ordered on
shipment = Shipment
order-draft = Not confirmed yet
order-confirmed = Confirmed
order-processing = Being prepared
order-shipped = Shipped
order-done = Completed
order-cancelled = Cancelled
button-reorder = Order again
button-invoice = Invoice

invoice = Invoice { $number } for order { $order }
invoice-not-pdf = The shop makes this invoice in another format than PDF.
no-invoice-yet = There is no invoice yet. It is made once the order is confirmed.
no-invoice-for = There is no invoice for order { $number } yet.
cancel-not-here = I cannot cancel orders of this shop. Our team can.
really-cancel = Cancel order { $number } of { $total }?
button-cancel-order = Cancel the order
cannot-cancel = Order { $number } can no longer be cancelled here. Our team sees what is still possible.
order-cancelled-now = Order { $number } is cancelled.
