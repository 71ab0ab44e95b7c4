# Approval policies: why an approval is asked for.

reason-limit-currency = The total of { $total } cannot be compared with the requester's limit of { $limit }, which is in another currency.
reason-always = Rule «{ $rule }»: every order needs an approval.
reason-other-currency = Rule «{ $rule }»: { $total } cannot be compared with { $limit }, which is in another currency.
reason-total-over = Rule «{ $rule }»: the total of { $total } is above { $limit }.
reason-spent-over-day = Rule «{ $rule }»: with this order the requester spends { $spent } today, more than { $limit }.
reason-spent-over-week = Rule «{ $rule }»: with this order the requester spends { $spent } this week, more than { $limit }.
reason-spent-over-month = Rule «{ $rule }»: with this order the requester spends { $spent } this month, more than { $limit }.
reason-spent-over-quarter = Rule «{ $rule }»: with this order the requester spends { $spent } this quarter, more than { $limit }.
reason-spent-over-year = Rule «{ $rule }»: with this order the requester spends { $spent } this year, more than { $limit }.
reason-spent-unknown = Rule «{ $rule }»: what the requester has spent so far cannot be added up, so it may be more than { $limit }.
reason-budget-unknown = Rule «{ $rule }»: the budget «{ $budget }» does not exist.
reason-no-cost-centre = Rule «{ $rule }»: it is not known which cost centre pays, so the budget «{ $budget }» may be exceeded.
reason-budget-unsure = Rule «{ $rule }»: what was taken from the budget «{ $budget }» of { $limit } cannot be added up.
reason-budget-over = Rule «{ $rule }»: with this order { $used } of the budget «{ $budget }» would be used, more than { $limit }.
reason-product = Rule «{ $rule }»: { $product } is in the order.
reason-category = Rule «{ $rule }»: { $product } belongs to «{ $category }».
reason-unusual-quantity = Rule «{ $rule }»: { $quantity } of { $product }; so far at most { $largest } at once.
reason-new-product = Rule «{ $rule }»: { $product } was never ordered before.
reason-new-address = Rule «{ $rule }»: nothing was ordered to this delivery address before.
reason-price-over-last = Rule «{ $rule }»: { $product } costs { $price }, last time { $paid }.
reason-without-po-number = Rule «{ $rule }»: there is no purchase order number.
reason-discount-over = Rule «{ $rule }»: { $product } has a discount of { $discount } %.
reason-no-manager = The requester has no manager, so an administrator is asked.
reason-nobody-left = Those the rule names cannot decide on this at present, so somebody else who may is asked.

# The same rules, explained.

policy-own-limits = Whoever orders above their own limit needs the agreement of somebody who may decide on the amount.
policy-no-own-limits = People's own limits ask for no approval; only the rules below do.
policy-rule = «{ $name }»: if { $when }, the agreement of { $who }.
policy-rule-always = «{ $name }»: for every order, the agreement of { $who }.
policy-rule-only = { $rule } Only for orders of { $names }.
policy-and-then = { $first }, then of { $next }
when-total-over = the total is above { $limit }
when-spent-over = somebody orders for more than { $limit } in a { $period ->
        [day] day
        [week] week
        [month] month
        [quarter] quarter
       *[year] year
    }
when-budget = the budget «{ $budget }» would be exceeded
when-products = one of these products is in it: { $names }
when-categories = a product belongs to { $names }
when-unusual = a quantity is more than { $times } times the largest so far
when-new-product = a product was never ordered before
when-new-address = nothing was ordered to the delivery address before
when-price-over-last = a unit price is more than { $percent } % above the last one paid
when-without-po-number = there is no purchase order number
when-discount-over = a line has a discount of more than { $percent } %
tier-approver-any = an approver
tier-approver-all = all approvers
tier-administrator-any = an administrator
tier-administrator-all = all administrators
tier-manager = the requester's manager (or that one's, up to who may spend the amount)
policy-budget = Budget «{ $name }»{ GIVEN($centre) ->
        [yes] {" "}of the cost centre «{ $centre }»
       *[no] {""}
    }: { $amount } a { $period ->
        [day] day
        [week] week
        [month] month
        [quarter] quarter
       *[year] year
    }.
policy-manager-of = { $names } reports to { $manager }.
policy-twice-allowed = The same person may agree in two steps of one request.
policy-tolerance = An approved order may cost up to { $percent } % more without being asked for again.
policy-tolerance-bound = An approved order may cost up to { $percent } % more, at most { $amount }, without being asked for again.
policy-working-time = People are reminded { $weekdays }, { $starts } to { $ends }, after { $hours } working hours; a request ends after { $after } days.
policy-escalation = After { $hours } working hours, others are asked too: { $names }.
policy-escalation-to-next = the next who may decide, then the administrators
policy-digest = Requests below { $amount } come together in one message at { $time }.

# What is wrong with a policy, and what to do.

policy-no-number = An amount or a percentage is no number. Write it like 250 or 250.50.
policy-bad-currency = «{ $currency }» is no currency. Write three capital letters, such as EUR, or leave it out for the company's own.
policy-no-name = A name is missing. Give one that people recognise.
policy-name-twice = The name «{ $name }» stands twice. Give each its own.
policy-budget-unused = No rule looks at the budget «{ $budget }». Add a rule with it, or take the budget out.
policy-nothing-asked = There are no rules and people's own limits do not count, so nobody is ever asked. Add a rule, or let own limits count.
policy-asks-nobody = Rule «{ $rule }» asks nobody. Say who must agree.
policy-person-twice = Rule «{ $rule }» needs { $email } in two steps, but nobody agrees twice. Take one of them out, or allow it with same_person_twice.
policy-tier-unclear = A step of rule «{ $rule }» must name either people, or a role, or the manager: exactly one of them.
policy-role-cannot-decide = Rule «{ $rule }» asks requesters, who do not decide. Ask approvers or administrators.
policy-no-managers = Rule «{ $rule }» asks the manager, but the policy says of nobody who that is. Add managers.
policy-requester-alone = Rule «{ $rule }» asks only the person whose orders it is for; nobody decides on their own. Name somebody else.
policy-unknown-budget = Rule «{ $rule }» looks at the budget «{ $budget }», which does not exist. Add it under budgets, or correct the name.
policy-factor-too-small = Rule «{ $rule }»: the factor of an unusual quantity must be above 0, such as 3.
policy-negative = { $amount } is not possible here. Write an amount above 0.
policy-too-large = { $amount } is too large to be meant. Write a smaller amount.
policy-needless-condition = Rule «{ $rule }»: what is spent in the period includes this order, so the amount of the period always holds when the total does. Take one of both out.
policy-never-holds = Rule «{ $rule }» can never hold: no discount is that high. Write a smaller percentage.
policy-po-always-asked = Rule «{ $rule }» can never hold: the company orders with a purchase order number only. Take that condition out.
policy-same-condition = Rules «{ $rule }» and «{ $other }» hold for the same orders; both ask. Make one rule with two steps of them.
policy-manager-loop = The managers go round in a circle: { $names }. Nobody is at the top; take one of them out.
policy-managers-unused = Managers are named, but no rule asks the manager. Add such a step, or take the managers out.
policy-bad-tolerance = A tolerance of { $percent } % is not possible. Write 0 to 100.
policy-tolerance-unused = The tolerance has an amount, but 0 %, so it allows nothing. Give a percentage too.
policy-bad-email = «{ $email }» is no e-mail address in small letters. Correct it.
policy-bad-zone = There is no time zone «{ $zone }». Write one such as Europe/Brussels.
policy-bad-country = «{ $country }» is no country. Write two capital letters, such as BE.
policy-bad-days = The working days must be one or more different numbers from 0 (Monday) to 6 (Sunday).
policy-bad-time = «{ $time }» is no time of day. Write it like 09:00, in quotation marks.
policy-day-too-short = The working day would start at { $starts } and end at { $ends }. It must end after it starts.
policy-digest-at-night = The message of the day would go out at { $time }, outside of working hours. Choose a time within them.
policy-bad-hours = Hours until a reminder or an escalation must be above 0.
policy-reminders-unordered = The reminders must follow each other: write their hours in rising order.
policy-reminder-too-late = A reminder would come after the request has ended ({ $after } days). Shorten it, or let requests wait longer.
policy-other-currency = The policy is in { $currency }, the company in { $company }. Amounts are never converted: write them in { $company }.
policy-unknown-person = The company has nobody with the address { $email }. Correct it, or give that person a role first.
policy-archived-person = { $email } may no longer act for the company. Name somebody else.
policy-no-approver-role = { $name } is to decide without being an approver or administrator. Give the role too, so that this person sees what waits.
policy-limit-too-low = { $name } may approve up to { $limit } alone, and is asked by name for more. That is allowed; name somebody else if it is not meant.
policy-unknown-sku = The shop has no product { $sku }. Correct it.
policy-unknown-category = The shop has no product in «{ $category }». Write the category as the shop does.
policy-without-manager = No manager is named for { $names }; an administrator would be asked. Add the manager if that is not meant.
policy-nobody-left = Rule «{ $rule }»: for orders of { $names } nobody whom it asks could decide, so somebody else who may would be asked. Name further people, or raise a limit.
policy-gap = Orders of { $names } of { $amount } and more could be approved by nobody. Raise the limit of an approver, or name another.

# Which cost centre pays.

cost-centre = Cost centre
ask-cost-centre = Which cost centre or project pays for this order?
cost-centre-how = Write /cost-centre followed by the name of the cost centre or project that pays.
cost-centre-set = Noted: «{ $name }» pays for this order.
cost-centre-unknown = Your company has no cost centre «{ $name }» with a budget. These exist:
still-waiting-cost-centre = Gladly. First, please choose which cost centre pays.
