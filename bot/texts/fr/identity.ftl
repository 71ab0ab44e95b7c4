# Pour qui l'on commande, et comment on le prouve. Rien ici ne doit révéler si une société ou une
# adresse est connue.

ask-vat-number = Pour quelle société commandez-vous chez { $merchant } ? Veuillez écrire son numéro de TVA, par exemple BE0123456749.
ask-vat-number-first = Volontiers. D'abord, pour que { $merchant } vous montre les bons prix : quel est le numéro de TVA de votre société ? Je reviens ensuite à votre demande.
ask-other-vat-number = Pour quelle autre société commandez-vous chez { $merchant } ? Veuillez écrire son numéro de TVA.
vat-number-wrong = « { $written } » n'est pas un numéro de TVA valable : le code du pays, la longueur ou les chiffres de contrôle ne sont pas corrects. Veuillez le vérifier et l'écrire à nouveau, par exemple BE0123456749.
vat-number-outside-eu = « { $written } » semble être un numéro hors UE, que je ne peux pas vérifier. Si votre société a un numéro de TVA de l'UE, écrivez celui-ci ; sinon, notre équipe s'occupe de votre compte.
vat-number-country-missing = « { $written } » peut venir de plusieurs pays. Veuillez l'écrire avec le code du pays, par exemple BE0123456749.
vies-invalid = VIES, le registre européen, ne mentionne pas { $number } pour les échanges entre pays de l'UE. Ce n'est souvent qu'une question d'enregistrement : les commandes nationales suivent leur cours, avec TVA, et une livraison dans un autre pays de l'UE attend que notre équipe ait vérifié le numéro.

ask-email = Merci, { $number }. Pour protéger les prix et les commandes de votre société, je confirme qui m'écrit : quelle est votre adresse e-mail professionnelle ?
email-wrong = Cela ne ressemble pas à une adresse e-mail. Veuillez l'écrire en entier, par exemple nom@societe.example.
too-many-codes = Trop de codes ont été demandés en peu de temps. Veuillez patienter avant d'écrire à nouveau votre adresse, ou écrivez « conseiller » pour joindre notre équipe.
code-sent = Si { $email } est un contact de cette société, un code à six chiffres est en route ; il est valable { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    }. Pas de code ? Vérifiez l'adresse, ou écrivez « conseiller ».
code-wrong = Ce code n'est pas le bon. Il vous reste { $left ->
        [one] { $left } essai
       *[other] { $left } essais
    }.
code-tries-used = C'était le dernier essai, et ce code ne compte plus. Écrivez votre adresse e-mail professionnelle pour en demander un nouveau.
code-expired = Ce code n'est plus valable. Écrivez votre adresse e-mail professionnelle pour en demander un nouveau.
code-mail-subject = Votre code pour commander chez { $merchant }
code-mail-body =
    Bonjour,

    quelqu'un souhaite commander chez { $merchant } pour votre société et a indiqué cette adresse e-mail.

    Demandé par : { $who }
    Depuis : { $channel }

    Si c'est vous, saisissez ce code dans la conversation :

    { $code }

    Il est valable { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    }.

    Si ce n'est pas vous, ne tenez pas compte de ce message : personne n'entre sans le code. Ne le communiquez à personne, pas même à nous.

    { $merchant }

which-company = Pour quelle société commandez-vous ?
membership-ended = Votre accès à cette société chez { $merchant } a pris fin. Pour commander, veuillez écrire le numéro de TVA de votre société.
membership-ended-removed = Un administrateur de { $company } a mis fin à votre accès. Si c'est une erreur, veuillez vous adresser à votre administrateur.
membership-expired = 90 jours ont passé depuis la dernière confirmation de votre adresse e-mail. Veuillez la confirmer à nouveau : écrivez { $email } et j'y envoie un code.
membership-archived = Vous ne figurez plus parmi les contacts de { $company } chez nous ; je ne peux donc plus commander pour elle. Si c'est une erreur, écrivez « conseiller » ; pour une autre société, écrivez son numéro de TVA.
