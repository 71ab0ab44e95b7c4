edited = Vous avez modifié votre message après que je l’ai lu : c’est la première version qui a compté. Dois-je lire aussi la nouvelle ? « { $text } »
button-read-edit = Lire la nouvelle version
chat-unreachable = Mes messages ne parviennent plus à cette personne ici : elle m’a bloqué ou n’a jamais commencé.
approver-unreachable = { $name } n’est plus joignable dans sa messagerie. Je lui ai envoyé la demande par e-mail.
others-may-decide = Peuvent aussi décider : { $names }.
notice-mail-subject = Votre demande chez { $merchant }
notice-mail-body =
    { $told }

    Pour répondre ou continuer, écrivez de nouveau à notre assistant de commande dans votre messagerie : il ne peut plus vous y écrire.

    { $merchant }
