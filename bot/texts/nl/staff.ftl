# Wanneer mensen van de handelaar een gesprek overnemen en teruggeven.

handed-over = Ons team heeft nu dit gesprek, met alles wat gezegd is, en antwoordt u hier. Ik zwijg tot het gesprek aan mij teruggegeven wordt.
staff-joined = { $name } van ons team is er en heeft gelezen wat gezegd is.
handed-back = Hier is de assistent weer. Uw winkelwagen is zoals u die achterliet; schrijf wanneer u iets nodig hebt.
