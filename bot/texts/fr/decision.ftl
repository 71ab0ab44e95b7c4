# La décision : ce qui diffère de la demande, réduire les lignes, et transmettre une demande.

difference-added = nouveau : { $after }
difference-gone = retiré, { $before } auparavant
difference-quantity = { $after } au lieu de { $before }
difference-price = prix unitaire { $after } au lieu de { $before }
difference-line-total = { $after } au lieu de { $before } en tout
difference-stock = { $before } demandés, seulement { $after } en stock
difference-tax = TVA
difference-tax-base = Montant taxé à { $rate } %
difference-delivery-date = Livraison souhaitée
difference-address = L'adresse de livraison est une autre.
difference-back-order = Ce qui manque en stock n'est plus traité comme auparavant.

button-cut-lines = Réduire les lignes
button-cut-some-lines = Réduire les lignes { $first } à { $last }
form-cut-title = Commander moins
form-cut-show = Voir le total
cut-which-line = Quelles lignes faut-il réduire ? Appuyez sur l'une d'elles, ou écrivez ce qu'il faut retirer ou combien garder.
cut-title = La commande telle que vous l'avez modifiée
cut-shown = Au lieu de { $before } : { $changes }. Rien n'est décidé avant que vous approuviez ces lignes.
button-approve-cut = Approuver ces lignes
button-cut-drop = Laisser tel quel
cut-dropped = La demande reste telle quelle et attend toujours une décision.
cut-not-more = Vous pouvez seulement approuver moins que ce qui est demandé. { $product } : { $quantity } au plus.
cut-in-packs = { $product } se vend par { $pack }, à partir de { $least }. Choisissez une telle quantité, ou retirez ce produit.
cut-not-cheaper = Cela reviendrait à { $total }, plus que les { $before } demandés : les prix ou le port dépendent de la quantité. Rien n'a été modifié.
cut-nothing-left = Il ne resterait rien de la commande : c'est un refus. Pourquoi la refusez-vous ? Une phrase suffit ; le demandeur la lira.
cut-changed-meanwhile = Quelque chose a changé depuis l'affichage de ce total ; rien n'a donc été approuvé. Veuillez vérifier à nouveau.
cut-unclear = Je ne trouve pas cela dans la demande. Écrivez l'un de ses produits et combien il faut en garder.
cut-asked-anew = C'est noté. La commande n'est plus la même : tous ceux qui doivent donner leur accord sont sollicités à nouveau, d'abord { $names }.
status-cut = Modifiée par { $who }, { $at } : il est demandé moins que ce qui figure ici.
request-cut = { $who } donne son accord pour moins que ce que vous demandiez ; votre commande s'élève maintenant à { $total }.
request-changed-since = Cette demande a changé depuis cet affichage ; je n'ai donc rien fait. Voici où elle en est.
still-waiting-cut-lines = Volontiers. D'abord, choisissez les lignes de la demande à réduire, ou appuyez sur un bouton ci-dessus.
still-waiting-cut-quantity = Volontiers. D'abord, écrivez la nouvelle quantité de la ligne ci-dessus.

button-pass-on = Transmettre
pass-on-to-whom = Qui doit décider à votre place ? Appuyez sur un nom, ou écrivez l'adresse e-mail d'un collègue.
button-more-colleagues = { $count ->
        [one] Encore { $count } collègue
       *[other] Encore { $count } collègues
    }
nobody-to-pass-on-to = Aucun collègue ne peut s'en charger pour le moment.
pass-on-unknown = Je ne trouve sous ce nom ou cette adresse aucun collègue qui puisse s'en charger. La personne qui a fait la demande, celles qui sont absentes et celles déjà sollicitées ne le peuvent pas.
passed-on = Transmis : { $name } décide à votre place.
passed-on-by = { $name } vous a transmis cette demande ; vous décidez à sa place.
request-passed-on = { $who } a transmis votre commande de { $total } : { $name } décide à sa place.
status-passed-on = Transmis à { $name }, { $at }
still-waiting-pass-on-to = Volontiers. D'abord, choisissez qui doit décider à votre place, ou appuyez sur un bouton ci-dessus.

approved-today = Approuvé au total d'aujourd'hui, { $total } au lieu des { $before } présentés ; cela ne demande pas de nouvelle approbation. La commande part vers la boutique ; je vous communiquerai son numéro.
request-approved-today = { $who } a approuvé votre commande de { $total }. Elle s'élève aujourd'hui à { $today }, ce qui ne demande pas de nouvelle approbation. Elle part vers la boutique ; je vous communiquerai son numéro.
earlier-in-thread = { $count ->
        [one] Un message plus ancien n'est pas affiché.
       *[other] { $count } messages plus anciens ne sont pas affichés.
    }
