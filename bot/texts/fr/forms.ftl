# Les formulaires, ce qui ne va pas dans une saisie, et la modification du panier.

form-reject-title = Refuser la demande
form-reason = Pourquoi la refusez-vous ? Le demandeur le lira.
form-edit-title = Modifier les lignes
form-save = Enregistrer
form-cancel = Annuler
form-missing = Merci de remplir ce champ.
form-too-long = C'est trop long : { $count } caractères au plus.
form-no-quantity = Écrivez un nombre, par exemple 3 ou 2,5 ; 0 retire la ligne.
form-unclear-quantity = Cela peut se lire de deux façons. Écrivez 1500 pour mille cinq cents et 1,5 pour un et demi.

button-edit-lines = Modifier les lignes
button-edit-some-lines = Modifier les lignes { $first } à { $last }
button-more-lines = { $count ->
        [one] Encore { $count } ligne
       *[other] Encore { $count } lignes
    }
which-line-to-edit = Quelle ligne faut-il modifier ?
ask-line-quantity = { $product } : { $quantity } pour l'instant. Combien en voulez-vous ?
lines-unchanged = Rien n'a été modifié : les quantités sont les mêmes.
cart-not-as-shown = Votre panier a changé depuis cet affichage ; je n'ai donc rien modifié. Voici où il en est.

still-waiting-edit-line = Volontiers. D'abord, écrivez la nouvelle quantité de la ligne ci-dessus.
