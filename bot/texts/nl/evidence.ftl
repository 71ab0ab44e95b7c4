# De mail die de stand van het bewijslogboek het huis uit brengt; er volgt een document in JSON op.

heads-mail-subject = Bewijslogboek van { $day }: bewaar dit bericht
heads-mail-body =
    Dit is de ondertekende stand van het bewijslogboek van { $day }. Bewaar dit bericht waar niemand het kan wijzigen: het bewijst later dat er tot dan niets in het logboek is veranderd.

    Om te controleren, slaat u het op als bestand en voert u uit: comptoir audit verify --heads BESTAND
