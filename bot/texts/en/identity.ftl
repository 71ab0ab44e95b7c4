# Whom somebody orders for, and the proof of it. Nothing here may tell whether a company or an
# address is known.

ask-vat-number = Which company do you order for at { $merchant }? Please write its VAT number, for example BE0123456749.
ask-vat-number-first = Gladly. First, so that { $merchant } can show you the right prices: what is your company's VAT number? I come back to your request right after.
ask-other-vat-number = Which other company do you order for at { $merchant }? Please write its VAT number.
vat-number-wrong = «{ $written }» is not a valid VAT number: its country code, length or check digits are not right. Please check it and write it again, for example BE0123456749.
vat-number-outside-eu = «{ $written }» looks like a number from outside the EU, which I cannot check. If your company has an EU VAT number, write that one; otherwise our team takes care of your account.
vat-number-country-missing = «{ $written }» fits several countries. Please write it with its country code, for example BE0123456749.
vies-invalid = VIES, the EU's register, does not list { $number } for trade between EU countries. That is often only a matter of registration: domestic orders go on as usual, with VAT, and a delivery to another EU country waits until our team has checked the number.

ask-email = Thank you, { $number }. To protect your company's prices and orders I confirm who is writing: what is your work e-mail address?
email-wrong = This does not look like an e-mail address. Please write it in full, for example name@company.example.
too-many-codes = Too many codes were asked for in a short time. Please wait a while and write your e-mail again, or write «human» to reach our team.
code-sent = If { $email } is a contact of this company, a six-digit code is on its way; it is valid for { $minutes ->
        [one] one minute
       *[other] { $minutes } minutes
    }. No code? Check the address, or write «human».
code-wrong = This code is not right. You have { $left ->
        [one] one try
       *[other] { $left } tries
    } left.
code-tries-used = That was the last try, and this code no longer counts. Write your work e-mail to ask for a new one.
code-expired = This code is no longer valid. Write your work e-mail to ask for a new one.
code-mail-subject = Your code for ordering at { $merchant }
code-mail-body =
    Hello,

    somebody wants to order at { $merchant } for your company and gave this e-mail address.

    Who asks: { $who }
    From: { $channel }

    If it is you, enter this code in the chat:

    { $code }

    It is valid for { $minutes ->
        [one] one minute
       *[other] { $minutes } minutes
    }.

    If it was not you, ignore this message: nobody gets in without the code. Do not pass it on to anyone, not even to us.

    { $merchant }

which-company = Which company do you order for?
membership-ended = Your access to this company at { $merchant } has ended. To order, please write your company's VAT number.
membership-ended-removed = An administrator of { $company } has ended your access. If that is not right, please ask your administrator.
membership-expired = 90 days have passed since your e-mail was last confirmed. Please confirm it again: write { $email } and I send a code there.
membership-archived = You are no longer a contact of { $company } with us, so I cannot order for it. If that is not right, write «human»; for another company, write its VAT number.
