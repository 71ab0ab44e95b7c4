# The page that people have with us in Slack.

home-title = Ordering at { $merchant }
home-stranger = I take orders and reorders for { $merchant }, in your own words. First I confirm which company you order for and that you work there; then your cart, what waits for your approval and your past orders stand here.
button-begin = Begin
home-acting-for = You are ordering for { $company }. Write what you need under Messages, for example «10 PAP-A4-80, 3 GLV-NIT-L».
button-other-company = Another company
home-cart-empty = Your cart is empty.
home-requests = Waiting for your approval
home-more-lines = { $count ->
        [one] One more line
       *[other] { $count } more lines
    }
home-orders = Recent orders
button-details = Details
