# Formulieren, wat er mis is met wat werd ingevuld, en het wijzigen van de winkelwagen.

form-reject-title = Aanvraag afkeuren
form-reason = Waarom keurt u het af? De aanvrager leest dit.
form-edit-title = Regels wijzigen
form-save = Opslaan
form-cancel = Annuleren
form-missing = Vul dit alstublieft in.
form-too-long = Dat is te lang: hoogstens { $count } tekens.
form-no-quantity = Schrijf een getal, bijvoorbeeld 3 of 2,5; met 0 gaat de regel eruit.
form-unclear-quantity = Dit kan op twee manieren gelezen worden. Schrijf 1500 voor vijftienhonderd en 1,5 voor anderhalf.

button-edit-lines = Regels wijzigen
button-edit-some-lines = Regels { $first }–{ $last } wijzigen
button-more-lines = { $count ->
        [one] Nog { $count } regel
       *[other] Nog { $count } regels
    }
which-line-to-edit = Welke regel zal ik wijzigen?
ask-line-quantity = { $product }: nu { $quantity }. Hoeveel moet het worden?
lines-unchanged = Er is niets gewijzigd: de hoeveelheden zijn zoals ze waren.
cart-not-as-shown = Uw winkelwagen is gewijzigd sinds dit werd getoond; ik heb dus niets veranderd. Zo staat hij er nu voor.

still-waiting-edit-line = Graag. Schrijf eerst de nieuwe hoeveelheid voor de regel hierboven.
