# Commandes incertaines, et commandes que la boutique a prises autrement qu'approuvé.

order-in-doubt = La boutique n'a pas encore confirmé la commande de { $total }. Je vérifie si elle l'a reçue et vous le dirai ; ne la passez pas une seconde fois.
order-not-placed = Notre équipe a vérifié : la boutique n'a pas la commande de { $total }, rien n'a donc été commandé. Ses lignes sont conservées : commandez-les à nouveau si vous les voulez toujours.
order-turned-up = La commande de { $total } qui avait été abandonnée se trouve finalement dans la boutique, sous le numéro { $number }. Notre équipe s'en occupe ; ne la passez pas une seconde fois.

different-title = La commande { $number } diffère de ce qui a été approuvé
order-different = La boutique a pris la commande, mais pas exactement comme elle a été approuvée. Dites ce qu'il faut en faire ; d'ici là, rien d'autre n'est entrepris.
different-missing = absent de la commande ; approuvé : { $approved }
different-added = { $taken } dans la commande, non approuvé
different-quantity = { $taken } au lieu de { $approved }
different-price = { $charged } l'unité au lieu de { $price }
total-approved = Total approuvé
total-in-shop = Total dans la boutique
button-take-as-is = La prendre telle quelle
button-cancel-in-shop = L'annuler dans la boutique
different-approver-decides = La commande dépasse ce qui a été approuvé : c'est à la personne qui l'a approuvée de décider.
different-beyond-limit = La commande dépasse maintenant ce que vous pouvez dépenser sans accord. Annulez-la ou écrivez à notre équipe.
different-agreed = La commande { $number } a été prise telle quelle.
different-undone = La commande { $number } a été annulée.
order-agreed = { $who } a pris la commande { $number } telle qu'elle est dans la boutique, pour { $taken } au lieu de { $total }.
order-undone = { $who } a fait annuler la commande { $number } dans la boutique. Les lignes approuvées pour { $total } sont conservées.
