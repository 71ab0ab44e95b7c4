# What only Telegram needs: remarks in groups, files, and the menu of commands.

answered-in-private = Je réponds dans notre conversation privée, où personne d'autre ne lit. Si rien n'y est arrivé, ouvrez-la, appuyez sur Démarrer et reposez-moi la question.
button-private-chat = Ouvrir la conversation privée
file-too-large-to-send = « { $name } » ({ $size }) est trop volumineux pour Telegram : je n'ai pas pu l'envoyer.
file-refused-to-send = Telegram n'accepte pas le fichier « { $name } » : je n'ai pas pu l'envoyer.

menu-order = Envoyer votre panier en commande
menu-cart = Voir votre panier
menu-reorder = Commander comme la dernière fois
menu-orders = Vos commandes
menu-status = Où en est une commande
menu-invoice = Recevoir une facture
menu-approvals = Ce qui attend votre approbation
menu-away = Vous êtes absent : qui décide
menu-back = Vous êtes de retour
menu-company = Choisir la société
menu-members = Qui peut agir pour votre société
menu-policy = Ce qui demande une approbation
menu-invite = Inviter un collègue
menu-join = Utiliser le code d'une invitation
menu-clear = Vider votre panier
menu-language = Changer de langue
menu-human = Parler à notre équipe
menu-help = Ce que je sais faire
