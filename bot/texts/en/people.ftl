# Who may act for a company: invitations, roles and limits.

members = These people may act for your company:
members-not-yours = Only an administrator of your company can see and change who may act for it. Please ask yours.
members-not-yourself = You cannot change your own role. Another administrator or our team can.
member-state-here = writes with me
member-state-invited = invited
role-requester = may order after approval
role-requester-up-to = may order alone up to { $limit }
role-approver = approves without limit
role-approver-up-to = approves up to { $limit }
role-administrator = administrator
role-administrator-up-to = administrator, up to { $limit }
member-title = Access of { $name }
member-now = { $email }: { $role }. What shall apply from now on?
member-new = { $email } has no access to your company yet. What may this person do?
member-changed = { $name }, from now on: { $role }. They are told so.
member-was-invited = I have sent an invitation to { $email }, valid for 7 days: { $role }.
member-archived = { $name } is no longer a contact of your company with us; our team has to restore the contact first. Write «human» to ask for it.
member-removed = { $name } can no longer act for your company.
ask-member-email = Whom shall I invite? Please write the work e-mail address of your colleague.
ask-limit-requester = Up to how much may { $name } order alone, tax included? Write an amount, for example 250.
ask-limit-approver = Up to how much may { $name } approve, tax included? Write an amount, for example 2000.
limit-wrong = This does not look like an amount. Please write only the number, for example 250.
role-changed = What you may do for { $company } has changed: { $role }.
button-change-member = Change { $name }
button-invite = Invite a colleague
button-role-requester = Orders
button-role-approver = Approves
button-role-administrator = Administers
button-no-limit-requester = Nothing alone
button-no-limit-approver = Without limit
button-remove-member = Remove { $name }
still-waiting-member-email = Gladly. First, please write the e-mail address of the colleague to invite.
still-waiting-member-limit = Gladly. First, please write the amount, or press the button above.

join-without-code = Please write /join followed by the code of your invitation.
join-too-often = Too many codes were tried in a short time. Please wait a while and try again.
join-not-good = This invitation code is not right, was used already or has expired. Please ask your administrator for a new one, or write your company's VAT number.
invitation-mail-subject = { $who } invites you to order at { $merchant }
invitation-mail-body =
    Hello,

    { $who } invites you to act for { $company } at { $merchant }.

    Write this to our ordering assistant in the chat:

    /join { $code }
    { GIVEN($link) ->
        [yes]
            { "" }
            Or open this address:
            { $link }
       *[no] { "" }
    }
    { GIVEN($telegram) ->
        [yes]
            { "" }
            Or in Telegram, open this address:
            { $telegram }
       *[no] { "" }
    }

    The code is yours alone and valid for { $days ->
        [one] one day
       *[other] { $days } days
    }. If you do not know { $who }, ignore this message.

    { $merchant }

acting-for = From here on you act for { $company }.

members-removed-by-staff = { $merchant } has ended this person's access; only our team can give it back. Write «human» to ask for it.
members-not-more = You can give at most { $limit } to this person: no more than you may spend yourself, or than our team has laid down.
members-too-many-invitations = { $name } has the role now, but too many invitations were sent today. Press /members tomorrow, or let them write your VAT number and their e-mail here.
