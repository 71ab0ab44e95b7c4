# Qui peut agir pour une entreprise : invitations, rôles et plafonds.

members = Ces personnes peuvent agir pour votre entreprise :
members-not-yours = Seul un administrateur de votre entreprise peut voir et modifier qui peut agir pour elle. Adressez-vous au vôtre.
members-not-yourself = Vous ne pouvez pas modifier votre propre rôle. Un autre administrateur ou notre équipe le peut.
member-state-here = écrit avec moi
member-state-invited = invité
role-requester = commande après approbation
role-requester-up-to = commande seul jusqu'à { $limit }
role-approver = approuve sans plafond
role-approver-up-to = approuve jusqu'à { $limit }
role-administrator = administrateur
role-administrator-up-to = administrateur, jusqu'à { $limit }
member-title = Accès de { $name }
member-now = { $email } : { $role }. Que doit-il valoir désormais ?
member-new = { $email } n'a pas encore accès à votre entreprise. Que peut faire cette personne ?
member-changed = { $name }, désormais : { $role }. La personne en est informée.
member-was-invited = J'ai envoyé une invitation à { $email }, valable 7 jours : { $role }.
member-archived = { $name } n'est plus un contact de votre entreprise chez nous ; notre équipe doit d'abord rétablir le contact. Écrivez « conseiller » pour le demander.
member-removed = { $name } ne peut plus agir pour votre entreprise.
ask-member-email = Qui dois-je inviter ? Écrivez l'adresse e-mail professionnelle de votre collègue.
ask-limit-requester = Jusqu'à combien { $name } peut-il commander seul, TVA comprise ? Écrivez un montant, par exemple 250.
ask-limit-approver = Jusqu'à combien { $name } peut-il approuver, TVA comprise ? Écrivez un montant, par exemple 2000.
limit-wrong = Cela ne ressemble pas à un montant. Écrivez seulement le nombre, par exemple 250.
role-changed = Ce que vous pouvez faire pour { $company } a changé : { $role }.
button-change-member = Modifier { $name }
button-invite = Inviter un collègue
button-role-requester = Commande
button-role-approver = Approuve
button-role-administrator = Administre
button-no-limit-requester = Rien seul
button-no-limit-approver = Sans plafond
button-remove-member = Retirer { $name }
still-waiting-member-email = Volontiers. D'abord, écrivez l'adresse e-mail du collègue à inviter.
still-waiting-member-limit = Volontiers. D'abord, écrivez le montant ou appuyez sur le bouton ci-dessus.

join-without-code = Écrivez /join suivi du code de votre invitation.
join-too-often = Trop de codes ont été essayés en peu de temps. Attendez un moment, puis réessayez.
join-not-good = Ce code d'invitation n'est pas juste, a déjà servi ou a expiré. Demandez-en un nouveau à votre administrateur, ou écrivez le numéro de TVA de votre entreprise.
invitation-mail-subject = { $who } vous invite à commander chez { $merchant }
invitation-mail-body =
    Bonjour,

    { $who } vous invite à agir pour { $company } chez { $merchant }.

    Écrivez ceci à notre assistant de commande, dans la messagerie :

    /join { $code }
    { GIVEN($link) ->
        [yes]
            { "" }
            Ou ouvrez cette adresse :
            { $link }
       *[no] { "" }
    }
    { GIVEN($telegram) ->
        [yes]
            { "" }
            Ou, dans Telegram, ouvrez cette adresse :
            { $telegram }
       *[no] { "" }
    }

    Le code n'est que pour vous et vaut { $days ->
        [one] un jour
       *[other] { $days } jours
    }. Si vous ne connaissez pas { $who }, ignorez ce message.

    { $merchant }

acting-for = À partir d'ici, vous agissez pour { $company }.

members-removed-by-staff = { $merchant } a mis fin à l'accès de cette personne ; seule notre équipe peut le rendre. Écrivez « conseiller » pour le demander.
members-not-more = Vous pouvez donner au plus { $limit } à cette personne : pas plus que ce que vous pouvez dépenser vous-même, ni que ce que notre équipe a fixé.
members-too-many-invitations = { $name } a maintenant ce rôle, mais trop d'invitations ont été envoyées aujourd'hui. Réessayez demain par /members, ou demandez à la personne d'écrire ici votre numéro de TVA et son e-mail.
