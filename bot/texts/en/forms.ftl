# Forms that a dialog shows, what is wrong with what was filled in, and editing the cart.

form-reject-title = Reject this request
form-reason = Why do you reject it? The requester will read it.
form-edit-title = Edit the lines
form-save = Save
form-cancel = Cancel
form-missing = Please fill this in.
form-too-long = That is too long: at most { $count } characters.
form-no-quantity = Please write a number, such as 3 or 2.5; 0 takes the line out.
form-unclear-quantity = This could be read in two ways. Write a thousand and a half as 1500 and one and a half as 1.5.

button-edit-lines = Edit lines
button-edit-some-lines = Edit lines { $first }–{ $last }
button-more-lines = { $count ->
        [one] One more line
       *[other] { $count } more lines
    }
which-line-to-edit = Which line shall I change?
ask-line-quantity = { $product }: { $quantity } now. How many shall it be?
lines-unchanged = Nothing was changed: the quantities are as they were.
cart-not-as-shown = Your cart has changed since this was shown, so I changed nothing. This is how it stands now.

still-waiting-edit-line = Gladly. First, please write the new quantity for the line above.
