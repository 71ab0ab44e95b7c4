# La page que chacun a chez nous dans Slack.

home-title = Commander chez { $merchant }
home-stranger = Je prends les commandes et réassorts pour { $merchant }, comme vous les diriez. Je vérifie d'abord pour quelle société vous commandez et que vous y travaillez ; ensuite, votre panier, ce qui attend votre approbation et vos dernières commandes figurent ici.
button-begin = Commencer
home-acting-for = Vous commandez pour { $company }. Écrivez ce qu'il vous faut sous Messages, par exemple « 10 PAP-A4-80, 3 GLV-NIT-L ».
button-other-company = Autre société
home-cart-empty = Votre panier est vide.
home-requests = En attente de votre approbation
home-more-lines = { $count ->
        [one] Encore { $count } ligne
       *[other] Encore { $count } lignes
    }
home-orders = Dernières commandes
button-details = Détails
