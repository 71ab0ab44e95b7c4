# Hoe producten eruitzien.

button-picture = Foto
picture-caption = { $product } · { $sku }
picture-none = De winkel heeft geen foto van { $product } ({ $sku }).
picture-unusable = De foto van { $product } ({ $sku }) kan niet verzonden worden: ze is te groot of beschadigd. Ons team kan u er een bezorgen.
picture-of-what = Van welk product wilt u een foto? Schrijf /picture gevolgd door het artikelnummer of de naam.
