# How products look.

button-picture = Picture
picture-caption = { $product } · { $sku }
picture-none = The shop has no picture of { $product } ({ $sku }).
picture-unusable = The shop's picture of { $product } ({ $sku }) cannot be sent: it is too large, or damaged. Our team can send you one.
picture-of-what = Of which product would you like a picture? Please write /picture followed by the article number or the name.
