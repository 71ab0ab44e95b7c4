# Le courriel qui met l'état du journal des preuves à l'abri ; un document JSON le suit.

heads-mail-subject = Journal des preuves du { $day } : message à conserver
heads-mail-body =
    Voici l'état signé du journal des preuves du { $day }. Conservez ce message là où personne ne peut le modifier : il prouvera plus tard que rien n'a été changé dans le journal jusqu'à cette date.

    Pour vérifier, enregistrez-le comme fichier et lancez : comptoir audit verify --heads FICHIER
