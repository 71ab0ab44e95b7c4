# De winkelwagen, nabestellen, en wat op elke offerte staat.

cart-title = Uw winkelwagen
cart-empty = Uw winkelwagen is leeg. Noem een product en een hoeveelheid, of schrijf «zoals vorige keer».
not-in-cart = In uw winkelwagen zit geen { $phrases }. /cart toont wat erin zit.
line-detail = { $sku } · { $quantity } × { $price }
line-back-ordered = wordt nageleverd
charge-freight = Verzendkosten
charge-surcharge = Toeslag
charge-eco-contribution = Milieubijdrage
charge-discount = Korting
total-net = Totaal excl. btw
total-tax = Btw { $rate } %
total-gross = Totaal incl. btw
reverse-charge = Er wordt geen btw aangerekend: vrijgestelde intracommunautaire levering, artikel 138 van Richtlijn 2006/112/EG. De btw is verschuldigd door de klant.
payment-terms = Betalingsvoorwaarden
due-date = Vervaldatum
po-number = Bestelbonnummer
promised-date = Verwachte levering
button-submit = Bestellen
button-empty = Winkelwagen leegmaken
really-empty = { $count ->
        [one] De enige regel uit uw winkelwagen halen?
       *[other] Alle { $count } regels uit uw winkelwagen halen?
    }
cart-emptied = Uw winkelwagen is nu leeg.
cart-kept = Goed, er is niets besteld. Wat in uw winkelwagen zit, blijft erin; schrijf wat u wilt wijzigen, of «bestellen».

no-orders-yet = Er zijn nog geen bestellingen van uw bedrijf.
no-such-order = { GIVEN($reference) ->
        [yes] Ik vind geen bestelling voor «{ $reference }».
       *[no] Ik vind die bestelling niet.
    } Schrijf een bestelnummer, of /orders voor de lijst.
which-order = Welke van deze bestellingen bedoelt u?
taken-from-order = Overgenomen uit bestelling { $number } van { $day }.
news-gone = niet meer te koop, niet overgenomen
news-price = eenheidsprijs nu { $new } in plaats van { $old }
news-short = { $short } te weinig op voorraad
cart-not-empty = Er { $count ->
        [one] staat al { $count } regel
       *[other] staan al { $count } regels
    } in uw winkelwagen. Moet de vorige bestelling erbij komen, of alles vervangen?
button-add-to-cart = Toevoegen
button-replace-cart = Winkelwagen vervangen

date-in-the-past = Leveren kan ten vroegste morgen. Welke dag wenst u?
delivery-date-set = Genoteerd: levering op { $day }, of zodra daarna alles klaar is.
address-unknown = Ik vind geen leveradres van uw bedrijf voor «{ $words }». Ons team kan er een toevoegen.
which-address = Waar moet er geleverd worden?
address-set = Genoteerd: levering aan { $address }.
