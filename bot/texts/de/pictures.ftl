# Wie Produkte aussehen.

button-picture = Bild
picture-caption = { $product } · { $sku }
picture-none = Der Shop hat kein Bild von { $product } ({ $sku }).
picture-unusable = Das Bild von { $product } ({ $sku }) lässt sich nicht senden: Es ist zu groß oder beschädigt. Unser Team kann Ihnen eines schicken.
picture-of-what = Von welchem Produkt möchten Sie ein Bild? Schreiben Sie /picture und dahinter die Artikelnummer oder den Namen.
