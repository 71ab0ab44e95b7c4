# Le panier, le réassort, et ce qui figure sur chaque offre.

cart-title = Votre panier
cart-empty = Votre panier est vide. Indiquez un produit et une quantité, ou écrivez « comme la dernière fois ».
not-in-cart = Votre panier ne contient pas { $phrases }. /cart montre ce qui s'y trouve.
line-detail = { $sku } · { $quantity } × { $price }
line-back-ordered = en reliquat
charge-freight = Frais de port
charge-surcharge = Supplément
charge-eco-contribution = Éco-contribution
charge-discount = Remise
total-net = Total HT
total-tax = TVA { $rate } %
total-gross = Total TTC
reverse-charge = TVA non facturée : livraison intracommunautaire exonérée, article 138 de la directive 2006/112/CE. La TVA est due par le client.
payment-terms = Conditions de paiement
due-date = Échéance
po-number = Numéro de bon de commande
promised-date = Livraison prévue
button-submit = Commander
button-empty = Vider le panier
really-empty = { $count ->
        [one] Retirer la seule ligne de votre panier ?
       *[other] Retirer les { $count } lignes de votre panier ?
    }
cart-emptied = Votre panier est maintenant vide.
cart-kept = Très bien, rien n'a été commandé. Ce qui est dans votre panier y reste ; écrivez ce que vous voulez changer, ou « commander ».

no-orders-yet = Votre société n'a pas encore de commande.
no-such-order = { GIVEN($reference) ->
        [yes] Je ne trouve pas de commande pour « { $reference } ».
       *[no] Je ne trouve pas cette commande.
    } Écrivez un numéro de commande, ou /orders pour la liste.
which-order = De laquelle de ces commandes s'agit-il ?
taken-from-order = Repris de la commande { $number } du { $day }.
news-gone = n'est plus vendu, non repris
news-price = prix unitaire { $new } au lieu de { $old }
news-short = il en manque { $short } en stock
cart-not-empty = Votre panier contient déjà { $count ->
        [one] { $count } ligne
       *[other] { $count } lignes
    }. Faut-il y ajouter l'ancienne commande, ou le remplacer ?
button-add-to-cart = Ajouter au panier
button-replace-cart = Remplacer le panier

date-in-the-past = La livraison est possible demain au plus tôt. Quel jour souhaitez-vous ?
delivery-date-set = C'est noté : livraison le { $day }, ou dès que tout est prêt ensuite.
address-unknown = Je ne trouve pas d'adresse de livraison de votre société pour « { $words } ». Notre équipe peut en ajouter une.
which-address = Où faut-il livrer ?
address-set = C'est noté : livraison à { $address }.
