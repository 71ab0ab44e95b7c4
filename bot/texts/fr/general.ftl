# Accueil, aide, langue, et ce qui ne va pas.

hello-stranger = Bonjour ! Je suis l'assistant de commande de { $merchant } : je recherche les produits et vos prix, je prends vos commandes et vos réassorts, et je vous envoie vos factures. Pour commencer, quel est le numéro de TVA de votre société ?
hello = Bonjour ! Que souhaitez-vous commander pour { $company } ?
welcome = Vous commandez maintenant pour { $company }. Indiquez les produits et les quantités, ou écrivez « comme la dernière fois ».
welcome-approver = Les commandes qui attendent votre approbation vous sont présentées ici.
goodbye = Au revoir. Ce qui est dans votre panier y reste.
you-are-welcome = Je vous en prie.

help =
    Écrivez avec vos propres mots, par exemple :
    • « avez-vous des gants en nitrile taille L ? »
    • « 10 rames de PAP-A4-80 et 2 rouleaux de sacs poubelle »
    • « comme la dernière fois, mais 3 boîtes de gants et sans café »
    • « bon de commande PO-4711, livraison vendredi, et commandez »
    • « où en est ma dernière commande ? »

    Commandes :
    /cart votre panier
    /orders vos commandes
    /approvals ce qui attend votre approbation
    /away dire que vous êtes absent
    /company choisir la société
    /members qui peut agir pour votre entreprise
    /policy ce qui demande une approbation
    /invite inviter un collègue
    /language changer de langue
    /human parler à notre équipe
out-of-scope = Je n'ai pas compris et je préfère ne rien deviner. Indiquez un produit et une quantité, par exemple « 3 boîtes de gants en nitrile L », ou écrivez « aide ».
ask-a-person = Notre équipe vous répondra mieux que moi. Dois-je lui transmettre votre demande ?
unknown-command = La commande /{ $command } n'existe pas. Vous disposez de /cart, /orders, /approvals, /company, /members, /policy, /invite, /language et /human.
which-language = Quelle langue souhaitez-vous ? Écrivez /language fr, /language en, /language nl ou /language de.
language-changed = Désormais, je vous écris en français.
nothing-to-confirm = Il n'y a rien à confirmer pour le moment. /cart affiche votre panier, /orders vos commandes.

chosen = Choix : { $label }
button-used = « { $label } » a déjà été choisi ; rien n'a été fait deux fois.
button-unknown = Ce bouton n'est pas le vôtre ou a expiré ; rien n'a été fait. /cart et /orders vous montrent la situation.
button-stale = Ce bouton appartient à une étape précédente ; rien n'a été fait.
card-outdated = Dépassé : voyez le message plus récent.
button-human = Parler à notre équipe
button-retry = Réessayer

shop-down = La boutique ne répond pas pour le moment. Rien n'est perdu et rien n'a été modifié ; veuillez réessayer dans un instant.
shop-refused = La boutique n'a pas accepté cette demande ; rien n'a été modifié. Notre équipe peut regarder avec vous.
error-unexpected = Un problème est survenu de notre côté ; rien n'a été modifié. Veuillez l'écrire à nouveau, ou parler à notre équipe.
error-parser-down = Pour le moment, je ne comprends que les références avec leur quantité (« 10 PAP-A4-80 »), les numéros de TVA, les boutons et les commandes comme /cart et /orders. Je comprendrai de nouveau vos phrases bientôt.

# Réponses à ce qui exige une société, tant qu'une autre question reste ouverte.
still-waiting-vat-number = Volontiers, dès que je sais pour qui vous commandez. Quel est le numéro de TVA de votre société ?
still-waiting-email = Volontiers, dès que votre adresse e-mail est confirmée. Quelle est votre adresse professionnelle ?
still-waiting-code = Volontiers, dès que votre adresse e-mail est confirmée. Veuillez écrire le code à six chiffres, ou une autre adresse.
still-waiting-company = Volontiers. D'abord, pour quelle société commandez-vous ? Appuyez sur son bouton ci-dessus ou écrivez son nom.
still-waiting-line = Volontiers. D'abord, veuillez répondre à la question ci-dessus sur votre ligne de commande.
still-waiting-confirm = Volontiers. D'abord, veuillez indiquer ci-dessus si la commande affichée doit partir.
still-waiting-po-number = Volontiers. D'abord, veuillez écrire le numéro de bon de commande de cette commande.
still-waiting-product = Volontiers. D'abord, veuillez choisir l'un des produits ci-dessus.
still-waiting-reject-reason = Volontiers. D'abord, veuillez écrire en une phrase pourquoi vous refusez la demande.
still-waiting-approval-question = Volontiers. D'abord, veuillez écrire votre question sur la demande.
still-waiting-approval-answer = Volontiers. D'abord, veuillez écrire votre réponse à l'approbateur.
