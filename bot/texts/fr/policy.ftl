# Règles d'approbation : pourquoi une approbation est demandée.

reason-limit-currency = Le total de { $total } ne peut être comparé au plafond du demandeur, { $limit }, qui est dans une autre devise.
reason-always = Règle « { $rule } » : toute commande demande une approbation.
reason-other-currency = Règle « { $rule } » : { $total } ne peut être comparé à { $limit }, qui est dans une autre devise.
reason-total-over = Règle « { $rule } » : le total de { $total } dépasse { $limit }.
reason-spent-over-day = Règle « { $rule } » : avec cette commande, le demandeur dépense { $spent } aujourd'hui, plus que { $limit }.
reason-spent-over-week = Règle « { $rule } » : avec cette commande, le demandeur dépense { $spent } cette semaine, plus que { $limit }.
reason-spent-over-month = Règle « { $rule } » : avec cette commande, le demandeur dépense { $spent } ce mois-ci, plus que { $limit }.
reason-spent-over-quarter = Règle « { $rule } » : avec cette commande, le demandeur dépense { $spent } ce trimestre, plus que { $limit }.
reason-spent-over-year = Règle « { $rule } » : avec cette commande, le demandeur dépense { $spent } cette année, plus que { $limit }.
reason-spent-unknown = Règle « { $rule } » : les dépenses du demandeur ne peuvent être additionnées ; elles dépassent peut-être { $limit }.
reason-budget-unknown = Règle « { $rule } » : le budget « { $budget } » n'existe pas.
reason-no-cost-centre = Règle « { $rule } » : on ne sait pas quel centre de coûts paie ; le budget « { $budget } » est peut-être dépassé.
reason-budget-unsure = Règle « { $rule } » : ce qui a été pris sur le budget « { $budget } » de { $limit } ne peut être additionné.
reason-budget-over = Règle « { $rule } » : avec cette commande, { $used } du budget « { $budget } » seraient utilisés, plus que { $limit }.
reason-product = Règle « { $rule } » : la commande contient { $product }.
reason-category = Règle « { $rule } » : { $product } fait partie de « { $category } ».
reason-unusual-quantity = Règle « { $rule } » : { $quantity } de { $product } ; jusqu'ici, au plus { $largest } à la fois.
reason-new-product = Règle « { $rule } » : { $product } n'a encore jamais été commandé.
reason-new-address = Règle « { $rule } » : rien n'a encore été commandé à cette adresse de livraison.
reason-price-over-last = Règle « { $rule } » : { $product } coûte { $price }, la dernière fois { $paid }.
reason-without-po-number = Règle « { $rule } » : il manque un numéro de bon de commande.
reason-discount-over = Règle « { $rule } » : { $product } bénéficie d'une remise de { $discount } %.
reason-no-manager = Le demandeur n'a pas de responsable ; un administrateur est donc sollicité.
reason-nobody-left = Les personnes prévues par la règle ne peuvent pas décider pour le moment ; une autre personne habilitée est donc sollicitée.

# Les mêmes règles, expliquées.

policy-own-limits = Qui commande au-delà de son propre plafond a besoin de l'accord d'une personne habilitée pour ce montant.
policy-no-own-limits = Les plafonds personnels ne demandent aucune approbation ; seules les règles ci-dessous en demandent.
policy-rule = « { $name } » : si { $when }, accord nécessaire : { $who }.
policy-rule-always = « { $name } » : pour toute commande, accord nécessaire : { $who }.
policy-rule-only = { $rule } Uniquement pour les commandes de { $names }.
policy-and-then = { $first }, puis { $next }
when-total-over = le total dépasse { $limit }
when-spent-over = une personne commande pour plus de { $limit } par { $period ->
        [day] jour
        [week] semaine
        [month] mois
        [quarter] trimestre
       *[year] an
    }
when-budget = le budget « { $budget } » serait dépassé
when-products = la commande contient l'un de ces produits : { $names }
when-categories = un produit fait partie de { $names }
when-unusual = une quantité dépasse { $times } fois la plus grande jusqu'ici
when-new-product = un produit n'a encore jamais été commandé
when-new-address = rien n'a encore été commandé à l'adresse de livraison
when-price-over-last = un prix unitaire dépasse de plus de { $percent } % le dernier prix payé
when-without-po-number = il manque un numéro de bon de commande
when-discount-over = une ligne bénéficie d'une remise de plus de { $percent } %
tier-approver-any = un approbateur
tier-approver-all = tous les approbateurs
tier-administrator-any = un administrateur
tier-administrator-all = tous les administrateurs
tier-manager = le responsable du demandeur (ou le responsable de celui-ci, jusqu'à qui peut dépenser ce montant)
policy-budget = Budget « { $name } »{ GIVEN($centre) ->
        [yes] {" "}du centre de coûts « { $centre } »
       *[no] {""}
    } : { $amount } par { $period ->
        [day] jour
        [week] semaine
        [month] mois
        [quarter] trimestre
       *[year] an
    }.
policy-manager-of = Responsable de { $names } : { $manager }.
policy-twice-allowed = La même personne peut donner son accord à deux étapes d'une même demande.
policy-tolerance = Une commande approuvée peut coûter jusqu'à { $percent } % de plus sans nouvelle demande.
policy-tolerance-bound = Une commande approuvée peut coûter jusqu'à { $percent } % de plus, au maximum { $amount }, sans nouvelle demande.
policy-working-time = Rappels { $weekdays }, de { $starts } à { $ends }, après { $hours } heures ouvrées ; une demande prend fin après { $after } jours.
policy-escalation = Après { $hours } heures ouvrées, d'autres personnes sont aussi sollicitées : { $names }.
policy-escalation-to-next = la prochaine personne habilitée, puis les administrateurs
policy-digest = Les demandes de moins de { $amount } arrivent ensemble, en un seul message à { $time }.

# Ce qui ne va pas dans des règles, et que faire.

policy-no-number = Un montant ou un pourcentage n'est pas un nombre. Écrivez par exemple 250 ou 250.50.
policy-bad-currency = « { $currency } » n'est pas une devise. Écrivez trois majuscules, par exemple EUR, ou omettez-la pour celle de l'entreprise.
policy-no-name = Il manque un nom. Donnez-en un que l'on reconnaît.
policy-name-twice = Le nom « { $name } » figure deux fois. Donnez à chacun le sien.
policy-budget-unused = Aucune règle ne tient compte du budget « { $budget } ». Ajoutez une telle règle, ou retirez le budget.
policy-nothing-asked = Il n'y a aucune règle et les plafonds personnels ne comptent pas : personne n'est jamais sollicité. Ajoutez une règle, ou faites compter les plafonds.
policy-asks-nobody = La règle « { $rule } » ne sollicite personne. Indiquez qui doit donner son accord.
policy-person-twice = La règle « { $rule } » demande { $email } à deux étapes, mais personne ne donne son accord deux fois. Retirez-en une, ou autorisez-le par same_person_twice.
policy-tier-unclear = Une étape de la règle « { $rule } » doit indiquer soit des personnes, soit un rôle, soit le responsable : un seul des trois.
policy-role-cannot-decide = La règle « { $rule } » sollicite les demandeurs, qui ne décident pas. Sollicitez les approbateurs ou les administrateurs.
policy-no-managers = La règle « { $rule } » sollicite le responsable, mais aucun n'est indiqué. Ajoutez les responsables (managers).
policy-requester-alone = La règle « { $rule } » ne sollicite que la personne dont elle vise les commandes ; personne ne décide de ses propres commandes. Indiquez quelqu'un d'autre.
policy-unknown-budget = La règle « { $rule } » tient compte du budget « { $budget } », qui n'existe pas. Ajoutez-le sous budgets, ou corrigez le nom.
policy-factor-too-small = Règle « { $rule } » : le facteur d'une quantité inhabituelle doit être supérieur à 0, par exemple 3.
policy-negative = { $amount } n'est pas possible ici. Écrivez un montant supérieur à 0.
policy-too-large = { $amount } est trop élevé pour être voulu. Écrivez un montant plus petit.
policy-needless-condition = Règle « { $rule } » : les dépenses de la période comprennent cette commande ; leur condition est donc toujours remplie quand celle du total l'est. Retirez l'une des deux.
policy-never-holds = La règle « { $rule } » ne peut jamais s'appliquer : aucune remise n'est aussi élevée. Écrivez un pourcentage plus petit.
policy-po-always-asked = La règle « { $rule } » ne peut jamais s'appliquer : l'entreprise ne commande qu'avec un numéro de bon de commande. Retirez cette condition.
policy-same-condition = Les règles « { $rule } » et « { $other } » visent les mêmes commandes ; les deux s'appliquent. Faites-en une seule à deux étapes.
policy-manager-loop = Les responsables tournent en rond : { $names }. Personne n'est au sommet ; retirez l'un d'eux.
policy-managers-unused = Des responsables sont indiqués, mais aucune règle ne les sollicite. Ajoutez une telle étape, ou retirez-les.
policy-bad-tolerance = Une tolérance de { $percent } % n'est pas possible. Écrivez 0 à 100.
policy-tolerance-unused = La tolérance a un montant, mais 0 % : elle ne permet rien. Donnez aussi un pourcentage.
policy-bad-email = « { $email } » n'est pas une adresse e-mail en minuscules. Corrigez-la.
policy-bad-zone = Le fuseau horaire « { $zone } » n'existe pas. Écrivez par exemple Europe/Brussels.
policy-bad-country = « { $country } » n'est pas un pays. Écrivez deux majuscules, par exemple BE.
policy-bad-days = Les jours ouvrés doivent être un ou plusieurs nombres différents de 0 (lundi) à 6 (dimanche).
policy-bad-time = « { $time } » n'est pas une heure. Écrivez par exemple 09:00, entre guillemets.
policy-day-too-short = La journée commencerait à { $starts } et finirait à { $ends }. Elle doit finir après son début.
policy-digest-at-night = Le message du jour partirait à { $time }, hors des heures ouvrées. Choisissez une heure ouvrée.
policy-bad-hours = Les heures avant un rappel ou une escalade doivent être supérieures à 0.
policy-reminders-unordered = Les rappels doivent se suivre : écrivez leurs heures en ordre croissant.
policy-reminder-too-late = Un rappel viendrait après la fin de la demande ({ $after } jours). Avancez-le, ou laissez les demandes attendre plus longtemps.
policy-other-currency = Les règles sont en { $currency }, l'entreprise en { $company }. Les montants ne sont jamais convertis : écrivez-les en { $company }.
policy-unknown-person = L'entreprise n'a personne à l'adresse { $email }. Corrigez-la, ou donnez d'abord un rôle à cette personne.
policy-archived-person = { $email } ne peut plus agir pour l'entreprise. Indiquez quelqu'un d'autre.
policy-no-approver-role = { $name } doit décider sans être approbateur ni administrateur. Donnez aussi ce rôle, pour que cette personne voie ce qui attend.
policy-limit-too-low = { $name } approuve seul jusqu'à { $limit } et est sollicité nommément pour davantage. C'est permis ; indiquez quelqu'un d'autre si ce n'est pas voulu.
policy-unknown-sku = La boutique n'a pas de produit { $sku }. Corrigez la référence.
policy-unknown-category = La boutique n'a aucun produit dans « { $category } ». Écrivez la catégorie comme la boutique.
policy-without-manager = Aucun responsable n'est indiqué pour { $names } ; un administrateur serait sollicité. Ajoutez le responsable si ce n'est pas voulu.
policy-nobody-left = Règle « { $rule } » : pour les commandes de { $names }, aucune des personnes sollicitées ne pourrait décider ; une autre personne habilitée le serait. Indiquez d'autres personnes, ou relevez un plafond.
policy-gap = Les commandes de { $names } de { $amount } et plus ne pourraient être approuvées par personne. Relevez le plafond d'un approbateur, ou indiquez-en un autre.

# Quel centre de coûts paie.

cost-centre = Centre de coûts
ask-cost-centre = Quel centre de coûts ou projet paie cette commande ?
cost-centre-how = Écrivez /cost-centre suivi du nom du centre de coûts ou du projet qui paie.
cost-centre-set = Noté : « { $name } » paie cette commande.
cost-centre-unknown = Votre entreprise n'a pas de centre de coûts « { $name } » doté d'un budget. Il existe :
still-waiting-cost-centre = Volontiers. Choisissez d'abord quel centre de coûts paie.
