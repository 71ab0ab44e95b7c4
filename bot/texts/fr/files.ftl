# Les fichiers qui arrivent et qui partent.

file-how = Envoyez-moi une liste de commande en fichier : CSV, XLSX ou ODS, avec un produit et une quantité par ligne. L'ordre des colonnes n'a pas d'importance.
file-kept = J'ai bien reçu « { $name } » et je le lirai dès que je saurai pour qui vous commandez.
file-send-again = « { $name } » est trop volumineux pour être gardé jusqu'à ce que je sache pour qui vous commandez. Renvoyez-le alors, s'il vous plaît.
button-read-file = Lire le fichier maintenant
file-let-go = Je ne garde pas plus de { $most } fichiers jusqu'à ce que je sache pour qui vous commandez. Renvoyez alors « { $name } », s'il vous plaît.
file-kept-too-long = « { $name } » a été envoyé il y a plus d'un jour, je ne l'ai donc pas gardé. Renvoyez-le, s'il vous plaît.
file-too-many = Je lis au plus { $most } fichiers par message ; renvoyez les autres, s'il vous plaît.
file-not-fetched = Je n'ai pas pu récupérer « { $name } » à l'instant. Rien n'a été modifié ; renvoyez-le dans un moment, s'il vous plaît.
file-not-to-be-had = « { $name } » n'est plus disponible, ou est trop volumineux. Renvoyez-le, s'il vous plaît.
file-too-large = « { $name } » dépasse { $megabytes } Mo, plus qu'aucune liste de commande ; il n'a pas été lu. Envoyez la liste seule, s'il vous plaît.
file-empty = « { $name } » est vide.
file-encrypted = « { $name } » est protégé par un mot de passe, je ne peux donc pas le lire. Enregistrez-le sans mot de passe et renvoyez-le, s'il vous plaît.
file-damaged = « { $name } » est abîmé ou incomplet, je ne peux donc pas le lire. Enregistrez-le à nouveau et renvoyez-le, s'il vous plaît.
file-too-much = « { $name } » contient bien plus qu'une liste de commande ; il n'a pas été lu et rien n'a été modifié. Copiez les lignes à commander dans un nouveau fichier et envoyez celui-ci, s'il vous plaît.
file-other-format = Je ne peux pas lire « { $name } ». Je lis les listes de commande en CSV, XLSX et ODS ; un PDF, un document ou une image, notre équipe peut les regarder. Vous pouvez aussi écrire les lignes, par exemple « 10 PAP-A4-80, 3 GLV-NIT-L ».

list-not-found = Je ne trouve pas de lignes de commande dans « { $name } ». Chaque ligne doit avoir un produit (sa référence ou son nom) et une quantité. Rien n'a été modifié.
list-no-quantities = Je trouve des produits dans « { $name } », mais pas de quantités. Rien n'a été modifié.
list-too-long = « { $name } » compte { $count } lignes de commande, et j'en prends au plus { $most } à la fois. Rien n'a été modifié ; envoyez-les en plusieurs fichiers, s'il vous plaît.
list-which-column = « { $name } » peut se lire de plusieurs façons. Quelle colonne est la quantité ?
list-which-sheet = Il y a des lignes de commande à plusieurs endroits de « { $name } ». Lesquelles faut-il commander ?
list-column = Colonne { $column }
button-all-sheets = Toutes
list-spoken = « { $name } » n'a pas de colonne de quantités. Voici ce que je lis à côté des produits ; rien n'est encore dans votre panier. Est-ce que ce sont les quantités ?
list-more-read = { $count ->
        [one] Une autre ligne a été lue de la même façon.
       *[other] { $count } autres lignes ont été lues de la même façon.
    }
button-take-quantities = Prendre ces quantités
list-held = { $count ->
        [one] Un des { $total } produits de « { $name } » est déjà dans votre panier ; rien n'a donc encore été modifié. Que faire de la liste ?
       *[other] { $count } des { $total } produits de « { $name } » sont déjà dans votre panier ; rien n'a donc encore été modifié. Que faire de la liste ?
    }
list-held-row = dans le panier { $present }, dans la liste { $listed }
button-add-list = Tout ajouter au panier
button-replace-by-list = Prendre les quantités de la liste
button-only-new = Ajouter seulement ce qui manque
list-title = Liste de commande « { $name } »
list-added = { $count ->
        [one] Une ligne est dans votre panier.
       *[other] { $count } lignes sont dans votre panier.
    }
list-none-added = Rien n'est encore dans votre panier.
list-problems = { $count ->
        [one] Cette ligne n'est pas dans votre panier :
       *[other] Ces { $count } lignes ne sont pas dans votre panier :
    }
list-untold = { $count ->
        [one] Je pose une question sur les premières ci-dessous. Une autre est seulement citée : écrivez-la avec sa quantité, par exemple « 10 PAP-A4-80 ».
       *[other] Je pose une question sur les premières ci-dessous. { $count } autres sont seulement citées : écrivez-les avec leurs quantités, par exemple « 10 PAP-A4-80 ».
    }
list-in-cart = Repris de la liste dans le panier :
list-more-added = { $count ->
        [one] Un autre produit ; le panier les montre tous.
       *[other] { $count } autres produits ; le panier les montre tous.
    }
list-row = ligne { $row }
list-row-of-sheet = { $sheet }, ligne { $row }
list-read-from = Quantités : colonne { $column }.
list-begins = Les lignes commencent à la ligne { $row } ; ce qui est au-dessus n'a pas été lu comme des lignes.
list-left-out = Aucune commande n'a été trouvée dans ces feuilles : { $sheets }.
list-unread = Seules les { $most } premières feuilles ont été lues, et non celles-ci : { $sheets }.
list-cut = Seules les { $most } premières colonnes d'une feuille ont été lues, et il y en a davantage.
list-left = { $count ->
        [one] Une ligne reste telle qu'elle est dans le panier : { $rows }.
       *[other] { $count } lignes restent telles qu'elles sont dans le panier : { $rows }.
    }
list-headings = Lu comme des titres, pas comme des lignes : lignes { $rows }.
list-unfilled = { $count ->
        [one] Une ligne sans quantité a été passée.
       *[other] { $count } lignes sans quantité ont été passées.
    }
list-short = seulement { $available } peuvent partir maintenant
list-unknown = pas dans notre catalogue
list-near = pas dans notre catalogue ; les plus proches : { $names }
list-several = cela peut être l'un de ceux-ci : { $names }
list-disagree = la référence et le nom sont de produits différents : { $names }
list-quantity-missing = pas de quantité
list-quantity-unclear = « { $written } » n'est pas une quantité que je sais lire
list-quantity-two-ways = « { $written } » peut être deux nombres, avec décimales ou en milliers
list-quantity-negative = la quantité est négative
list-quantity-zero = la quantité est nulle
list-quantity-too-large = la quantité est trop grande
list-unit = vendu par { $unit } ; je ne sais pas combien cela fait en « { $said } »
list-pack = vendu par multiples de { $pack }, à partir de { $least }, et non { $wanted }
list-gone = { $product } ne peut pas être commandé : il n'est plus vendu, ou pas encore

button-as-file = En fichier
order-file = La commande { $number } en fichier :
file-order = Commande
file-sku = Référence
file-product = Désignation
file-quantity = Quantité
file-unit = Unité
file-unit-price = Prix unitaire
file-net = Montant HT
file-currency = Devise
