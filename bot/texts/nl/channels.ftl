edited = U hebt uw bericht gewijzigd nadat ik het gelezen had; de eerste versie telde dus. Zal ik de nieuwe ook lezen? «{ $text }»
button-read-edit = De nieuwe versie lezen
chat-unreachable = Mijn berichten bereiken deze persoon hier niet meer: die heeft mij geblokkeerd of is nooit begonnen.
approver-unreachable = { $name } is in de chat niet meer te bereiken. Ik heb de aanvraag per e-mail gestuurd.
others-may-decide = Ook deze personen mogen beslissen: { $names }.
notice-mail-subject = Uw aanvraag bij { $merchant }
notice-mail-body =
    { $told }

    Om te antwoorden of verder te gaan, schrijft u opnieuw naar onze bestelassistent in uw chat: hij kan u daar niet meer schrijven.

    { $merchant }
