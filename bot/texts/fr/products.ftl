# Rechercher des produits, et les questions sur une ligne.

products-found = Voici ce que j'ai trouvé pour « { $phrase } », à vos prix. Appuyez sur un produit pour le détail.
product-detail = { $sku } · en stock : { $stock }
not-found = Je n'ai rien trouvé pour { $phrases }. Essayez un autre mot ou la référence de l'article.
price-for = Prix unitaire pour { $quantity }
in-stock = En stock
lead-time-label = Délai
lead-time = Le reste part { $days ->
        [0] aujourd'hui
        [one] sous { $days } jour ouvrable
       *[other] sous { $days } jours ouvrables
    }.
sold-by = Vendu par
minimum = Commande minimale
status-product-planned = Annoncé, pas encore disponible à la commande
status-product-discontinued = N'est plus vendu
button-add = Ajouter { $quantity }

which-lines = Quel produit, et combien ? Par exemple « 3 boîtes de gants en nitrile L ».
which-product = Quel produit entendez-vous par « { $phrase } » ?
button-none-of-these = Aucun de ceux-ci
sold-in-packs = { $product } se vend par { $pack }, à partir de { $least }. Quelle quantité souhaitez-vous au lieu de { $wanted } ?
how-many = Combien en souhaitez-vous : { $product } ? Ce produit se vend par { $pack }.
short-in-stock = { $product } : vous en voulez { $wanted }, et { $available } peuvent partir maintenant. Que souhaitez-vous faire ?
button-back-order = Mettre en reliquat
button-take-fewer = Prendre seulement { $quantity }
button-take-instead = Prendre { $product }
button-leave-out = Laisser de côté
no-longer-sold = { $product } ne peut pas être commandé : ce produit n'est plus vendu, ou pas encore. Que dois-je faire de cette ligne ?

# What a shop may tell of a product; only what has a name here is shown.
attribute-pieces = Pièces
attribute-volume = Contenance
attribute-size = Taille
attribute-units-per-carton = Par carton
attribute-format = Format
attribute-sheets = Feuilles
attribute-weight = Poids
attribute-length = Longueur
attribute-width = Largeur
attribute-grammage = Grammage
attribute-compatible-with = Compatible avec
attribute-reference = Référence du fabricant
attribute-yield = Pages
attribute-ply = Plis
attribute-power = Puissance
attribute-voltage = Tension
attribute-standard = Norme
attribute-rolls = Rouleaux
attribute-capacity = Capacité
attribute-diameter = Diamètre
