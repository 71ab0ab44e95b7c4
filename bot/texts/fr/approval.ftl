# Commander : le numéro de bon de commande, le oui explicite, l'encours, et qui doit donner son accord.

ask-po-number = { $company } commande avec un numéro de bon de commande. Quel est-il pour cette commande ?
po-number-set = C'est noté : numéro de bon de commande { $number }.
po-number-too-long = « { $number } » est trop long pour un numéro de bon de commande : 35 caractères au plus. Veuillez l'écrire à nouveau.
po-number-pattern = « { $number } » n'a pas la forme convenue avec votre société ({ $pattern }). Veuillez le vérifier et l'écrire à nouveau.
po-number-used = Le numéro de bon de commande « { $number } » figure déjà sur une autre commande de votre société. Veuillez en écrire un autre.

confirm-title = Veuillez vérifier votre commande
confirm-order = Souhaitez-vous passer cette commande de { $total }, payable sur facture ?
confirm-approval = Dois-je la soumettre à l'approbation de { $names } ?
no-approver = Personne dans votre société ne peut actuellement approuver { $total } pour vous. Notre équipe peut vous aider.
button-order = Passer la commande
button-send-approval = Soumettre pour approbation
button-change-cart = Modifier
cart-sent-already = Ce panier a déjà été envoyé ; rien n'a été commandé deux fois. /orders vous montre où il en est.
total-changed-look-again = Les prix, le stock ou votre panier ont changé depuis l'affichage de ce total. Rien n'a été commandé ; veuillez vérifier à nouveau.
credit-exceeded = { $total } dépassent l'encours disponible de votre société ({ $free }) ; il manque { $missing }. Rien n'a été commandé. Retirez des articles, ou parlez à notre équipe.

sent-for-approval = Soumis à l'approbation de { $names }. Je vous avertis dès la décision ; vous pouvez entre-temps commencer un autre panier.
button-withdraw = Retirer la demande
withdrawn = Demande retirée ; rien n'a été commandé.
button-rebuild = Reprendre les lignes

approval-title = À approuver : commande de { $who }
approval-from = { $who } ({ $email }) demande votre approbation pour cette commande.
reason-over-limit = Le total dépasse son propre plafond de { $limit }.
reason-no-limit = Ses commandes demandent toujours une approbation.
credit-left = Encours disponible
no-such-order-before = Aucune commande précédente ne contient l'un de ces produits.
same-as-order = Identique à la commande { $number } du { $day }.
changes-since = Par rapport à la commande { $number } du { $day } : { $changes }
change-new = { $product } : nouveau
change-quantity = { $product } : { $new } au lieu de { $old }
change-price = { $product } : prix unitaire { $new } au lieu de { $old }
change-gone = { $product } : pas cette fois
button-approve = Approuver
button-reject = Refuser
button-ask = Poser une question

nothing-waits = Aucune commande n'attend votre approbation.
which-request = { $count ->
        [one] { $count } demande vous attend
       *[other] { $count } demandes vous attendent
    }. Regardez-les une à une ou approuvez-les ensemble :
not-your-own = Vous ne pouvez pas approuver votre propre commande. Un approbateur de votre société en décide.
not-yours-to-decide = Cette décision ne vous revient pas : il faut un approbateur de cette société dont le plafond est suffisant.
already-approved = { GIVEN($who) ->
        [yes] { $who } a déjà approuvé cette demande ({ $at }).
       *[no] Cette demande a déjà été approuvée.
    } Rien n'a été commandé deux fois.
already-rejected = { GIVEN($who) ->
        [yes] { $who } a déjà refusé cette demande ({ $at }).
       *[no] Cette demande a déjà été refusée.
    } Rien n'a été commandé.
already-void = Cette demande ne compte plus : quelque chose a changé avant la décision. Rien n'a été commandé ; le demandeur peut la soumettre à nouveau.
already-cancelled = { GIVEN($who) ->
        [yes] { $who } a retiré cette demande ({ $at }).
       *[no] Cette demande a été retirée.
    } Rien n'a été commandé.
status-approved = Approuvé par { $who }, { $at }
status-rejected = Refusé par { $who }, { $at }
status-void = N'est plus valable : quelque chose a changé avant la décision ({ $who }, { $at }). Rien n'a été commandé.
status-cancelled = Retiré par { $who }, { $at }
status-answered = Réponse reçue : la demande est présentée à nouveau ci-dessous.

approved = Approuvé : { $total }. La commande part vers la boutique ; je vous communiquerai son numéro.
request-approved = { $who } a approuvé votre commande de { $total }. Elle part vers la boutique ; je vous communiquerai son numéro.
request-void = Quelque chose a changé depuis que cette demande vous a été soumise ; votre approbation n'a donc pas été utilisée et rien n'a été commandé. Le demandeur en est averti et peut la soumettre à nouveau telle qu'elle est aujourd'hui.
request-void-requester = { $who } voulait approuver votre commande de { $total }, mais quelque chose a changé entre-temps. Rien n'a été commandé : reprenez les lignes, vérifiez-les et soumettez-les à nouveau.
ask-reject-reason = Pourquoi la refusez-vous ? Une phrase suffit ; le demandeur la lira.
rejected = Demande refusée. Le demandeur en est averti, avec votre motif.
request-rejected = { $who } a refusé votre commande de { $total } : « { $reason } ». Rien n'a été commandé. Vous pouvez reprendre les lignes et les modifier.
ask-question = Que souhaitez-vous savoir ? Votre question est transmise au demandeur.
question-sent = Votre question est transmise ; la demande reste en attente.
question-from = { $who } a une question sur votre commande de { $total } :
button-answer = Répondre
ask-answer = Veuillez écrire votre réponse.
answer-sent = Votre réponse est transmise ; la demande attend toujours une décision.

approval-mail-subject = Une commande de { $company } attend votre approbation
approval-mail-body =
    Bonjour { $name },

    { $who } demande votre approbation pour une commande de { $total } pour { $company } chez { $merchant }.

    Pour la voir et décider, écrivez à l'assistant de commande de { $merchant }, dans la même messagerie que vos collègues :

    1. Indiquez le numéro de TVA { $number }.
    2. Confirmez cette adresse e-mail avec le code que vous recevez.
    { GIVEN($telegram) ->
        [yes]
            { "" }
            Dans Telegram, cette adresse y mène directement :
            { $telegram }
       *[no] { "" }
    }

    La commande vous est alors présentée avec ses lignes, et vous l'approuvez ou la refusez d'une seule pression. Rien n'est commandé avant cela.

    { $merchant }

why-no-limit = La personne peut dépenser sans plafond : aucune approbation n'est nécessaire.
why-within-limit = Le total ne dépasse pas le plafond de la personne, { $limit } : aucune approbation n'est nécessaire.
why-deciders = Peuvent approuver { $total } : { $names }.

more-requests = { $count ->
        [one] Une autre demande attend.
       *[other] { $count } autres demandes attendent.
    }
count-lines = { $count ->
        [one] une ligne
       *[other] { $count } lignes
    }
requester-left = La personne qui a fait cette demande ne peut plus agir pour l'entreprise ; la demande ne compte donc plus. Rien n'a été commandé.
button-review = { $who }, { $total }
button-approve-all = Tout approuver ({ $count })
button-next-request = Demande suivante ({ $count } en attente)

status-reminded = Présentée à nouveau ci-dessous.
request-waits = Cette demande attend depuis le { $since }.
reminded = Votre commande attend une approbation depuis le { $since }. J'ai relancé { $names }.
nobody-to-remind = Votre commande attend une approbation depuis le { $since }, et aucune personne qui peut l'approuver n'est joignable ici. Appelez-la, ou laissez notre équipe vous aider.

decide-title = Votre approbation pour { $merchant }
decide-heading = Une commande attend votre décision
decide-expired = Ce lien a expiré ; il ne permet plus de décider. Écrivez à notre assistant de commande, ou demandez à l'expéditeur de renvoyer la commande.
decide-busy = Un instant, je m'en occupe. La réponse s'affiche ici d'elle-même.
decide-answer = Votre réponse
decide-send = Envoyer
decide-private = Cette page n'est que pour vous : ne transmettez pas son adresse. Votre décision est confirmée par e-mail.
decide-wrong = Ce lien est incomplet ou n'est pas de nous. Ouvrez-le à nouveau depuis l'e-mail.
decide-away = L'assistant redémarre. Réessayez dans quelques secondes.
decide-mail =
    Ouvrez cette adresse pour la voir et décider. Elle n'est que pour vous et vaut { $days ->
        [one] un jour
       *[other] { $days } jours
    } ; ne la transmettez pas.
    { $link }

which-yes = Parlez-vous de votre propre commande ou de la demande arrivée ensuite ? Appuyez sur un bouton sous celle que vous voulez dire.

status-requester-left = Close : la personne qui demandait ne peut plus agir pour l'entreprise. Rien n'a été commandé.
request-not-here = Cette demande est déjà décidée, ou ce n'est pas à vous d'en décider. Écrivez /approvals pour voir ce qui vous attend.

# Several who must agree.
reason-over-limit-yours = Cela dépasse votre propre plafond de { $limit }.
reason-no-limit-yours = Vos commandes demandent une approbation.
agreed = C'est noté : vous êtes d'accord pour { $total }. Doivent encore donner leur accord : { $names }.
agreed-already = Vous avez déjà donné votre accord ({ $at }) ; d'autres doivent encore le faire.
request-agreed = { $who } est d'accord pour votre commande de { $total }. Doivent encore donner leur accord : { $names }.
status-agreed = Accord donné par { $who }, { $at }
agreed-so-far = Accords déjà donnés : { $names }.
instead-of = Vous décidez à la place de { $name }.
