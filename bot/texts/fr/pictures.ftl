# À quoi ressemblent les produits.

button-picture = Photo
picture-caption = { $product } · { $sku }
picture-none = La boutique n'a pas de photo de ce produit : { $product } ({ $sku }).
picture-unusable = La photo de ce produit ne peut pas être envoyée : { $product } ({ $sku }). Elle est trop lourde ou endommagée. Notre équipe peut vous en envoyer une.
picture-of-what = De quel produit souhaitez-vous une photo ? Écrivez /picture suivi de la référence ou du nom de l'article.
