# Bestellingen waarover twijfel bestaat, en bestellingen die de winkel anders aannam dan goedgekeurd.

order-in-doubt = De winkel heeft de bestelling van { $total } nog niet bevestigd. Ik ga na of ze is doorgekomen en laat het u weten; bestel ze niet opnieuw.
order-not-placed = Ons team heeft het nagekeken: de winkel heeft de bestelling van { $total } niet, er is dus niets besteld. De regels zijn bewaard: bestel ze opnieuw als u ze nog wilt.
order-turned-up = De bestelling van { $total } die was opgegeven, staat toch in de winkel, als { $number }. Ons team zoekt het uit; bestel ze niet opnieuw.

different-title = Bestelling { $number } wijkt af van wat is goedgekeurd
order-different = De winkel heeft de bestelling aangenomen, maar niet precies zoals goedgekeurd. Zeg wat ermee moet gebeuren; tot dan gebeurt er verder niets.
different-missing = niet in de bestelling; goedgekeurd: { $approved }
different-added = { $taken } in de bestelling, niet goedgekeurd
different-quantity = { $taken } in plaats van { $approved }
different-price = { $charged } per stuk in plaats van { $price }
total-approved = Goedgekeurd totaal
total-in-shop = Totaal in de winkel
button-take-as-is = Zo aannemen
button-cancel-in-shop = In de winkel annuleren
different-approver-decides = De bestelling is meer dan wat is goedgekeurd: wie ze goedkeurde, beslist.
different-beyond-limit = De bestelling is nu meer dan u alleen mag uitgeven. Annuleer ze, of schrijf naar ons team.
different-agreed = Bestelling { $number } is zo aangenomen.
different-undone = Bestelling { $number } is geannuleerd.
order-agreed = { $who } heeft bestelling { $number } aangenomen zoals de winkel ze heeft, voor { $taken } in plaats van { $total }.
order-undone = { $who } heeft bestelling { $number } in de winkel laten annuleren. De regels die voor { $total } waren goedgekeurd, zijn bewaard.
