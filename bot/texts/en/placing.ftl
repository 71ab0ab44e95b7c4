# Orders in doubt, and orders that the shop took otherwise than approved.

order-in-doubt = The shop has not confirmed the order of { $total } yet. I am checking whether it has it and will tell you; please do not order it again.
order-not-placed = Our team has checked: the shop does not have the order of { $total }, so nothing was ordered. Its lines are kept: order them again if you still want them.
order-turned-up = The order of { $total } that had been given up is in the shop after all, as { $number }. Our team is looking into it; please do not order it again.

different-title = Order { $number } differs from what was approved
order-different = The shop took the order, but not exactly as approved. Please say what is to become of it; nothing more is done until then.
different-missing = not in the order; approved: { $approved }
different-added = { $taken } in the order, not approved
different-quantity = { $taken } instead of { $approved }
different-price = { $charged } each instead of { $price }
total-approved = Total approved
total-in-shop = Total in the shop
button-take-as-is = Take it as it is
button-cancel-in-shop = Cancel it in the shop
different-approver-decides = The order is more than was approved: whoever approved it decides.
different-beyond-limit = The order is now more than you may spend alone. Cancel it, or write to our team.
different-agreed = Order { $number } was taken as it is.
different-undone = Order { $number } was cancelled.
order-agreed = { $who } took order { $number } as the shop has it, for { $taken } instead of { $total }.
order-undone = { $who } had order { $number } cancelled in the shop. The lines that were approved for { $total } are kept.
