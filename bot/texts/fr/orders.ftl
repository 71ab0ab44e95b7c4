# Ce que devient une commande, et tout ce qui suit.

order-placed = Commande passée pour { $total } : son numéro est { $number }.
order-refused = La boutique n'a pas accepté la commande de { $total } ; rien n'a été commandé. Ses lignes sont conservées : vérifiez-les et commandez à nouveau, ou écrivez « conseiller ».
order-total-changed = Rien n'a été commandé : le total affiché était { $total }, la boutique demanderait { $actual } aujourd'hui. Les lignes sont conservées : vérifiez le nouveau total et commandez à nouveau.
order-delayed = La boutique ne répond pas pour le moment. La commande de { $total } est conservée et sera passée d'elle-même, une seule fois ; vous n'avez rien à faire.
order-unknown = La boutique n'a pas confirmé la commande de { $total }. Notre équipe vérifie si elle est passée et vous le dira ; ne la passez pas une seconde fois.
order-held = La commande de { $total } est conservée. Pour une livraison dans un autre pays, notre équipe vérifie d'abord le numéro de TVA ; vous n'avez rien à faire.
order-held-refused = Notre équipe n'a pas pu accepter la commande de { $total } ; rien n'a été commandé. Motif : { $reason }
order-released = Le numéro de TVA est vérifié. La commande de { $total } part vers la boutique.

your-orders = Vos dernières commandes :
under-way = Encore en cours :
waits-for-approval = En attente d'approbation
placement-prepared = En route vers la boutique
placement-sending = En route vers la boutique
placement-unknown = Notre équipe vérifie si la boutique l'a reçue
placement-held = Notre équipe vérifie le numéro de TVA

order-title = Commande { $number }
order-state = Statut
ordered-on = Date de commande
shipment = Expédition
order-draft = Pas encore confirmée
order-confirmed = Confirmée
order-processing = En préparation
order-shipped = Expédiée
order-done = Terminée
order-cancelled = Annulée
button-reorder = Commander à nouveau
button-invoice = Facture

invoice = Facture { $number } de la commande { $order }
invoice-not-pdf = La boutique établit cette facture dans un autre format que le PDF.
no-invoice-yet = Il n'y a pas encore de facture. Elle est établie une fois la commande confirmée.
no-invoice-for = Il n'y a pas encore de facture pour la commande { $number }.
cancel-not-here = Je ne peux pas annuler les commandes de cette boutique. Notre équipe le peut.
really-cancel = Annuler la commande { $number } de { $total } ?
button-cancel-order = Annuler la commande
cannot-cancel = La commande { $number } ne peut plus être annulée ici. Notre équipe verra ce qui est encore possible.
order-cancelled-now = La commande { $number } est annulée.
