### Messages to the agency.

messages = Mes messages
messages-none = Vous n’avez encore rien écrit à votre agence.
message-write = Écrire à mon agence
message-send = Envoyer
message-subject = De quoi s’agit-il ?
message-subject-rent = Mon loyer, mes charges, un document
message-subject-paymentPlan = Payer en plusieurs fois
message-subject-repair = Quelque chose ne marche plus
message-subject-other = Autre chose
message-subject-unknown = Autre chose
message-label = Votre message
message-hint = Dites simplement ce qui se passe. Une fuite, une panne de chauffage, un danger : n’écrivez pas, appelez { $known ->
    [yes] le { $number }
   *[no] votre agence
}.
message-plan-heading = Demander à payer en plusieurs fois
message-plan-lead = Votre agence étudie votre demande et vous répond ici. Demander ne vous engage à rien.
message-plan-label = Votre demande
message-plan-hint = Par exemple : je peux payer 50 € de plus chaque mois, à partir de janvier.
message-files-name = Photos et PDF
message-attach = Ajouter une photo ou un PDF
message-attach-hint = { $maxAttachments } fichiers au plus. Ce n’est pas obligatoire.
message-detach = Enlever
busy-attaching = Préparation du fichier…
attachment-jpeg = Photo
attachment-png = Image
attachment-pdf = PDF
attachment-unknown = Fichier
message-files = { $count ->
    [one] Fichier joint :
   *[other] Fichiers joints :
}
message-status-waiting = Pas encore envoyé. Il partira tout seul, dès que possible. Écrit le { $moment }.
message-status-leaving = Envoi en cours. Avec une connexion lente, cela prend quelques minutes.
message-status-refused = Ce message n’a pas pu être envoyé. Appelez votre agence.
message-status-tooHeavy = Les fichiers joints sont trop lourds : ce message n’est pas parti. Enlevez-le, puis écrivez-en un autre avec moins de fichiers.
message-status-sent = Envoyé le { $moment }. Pas encore lu.
message-status-read = Envoyé le { $moment }. Lu par votre agence.
message-status-answered = Envoyé le { $moment }. Votre agence a répondu.
message-withdraw = Ne pas envoyer
message-remove = Enlever ce message
message-answer = Réponse du { $moment }

sign-out-heading = Se déconnecter maintenant ?
sign-out-lead = { $count ->
    [one] Votre message à votre agence n’est pas encore parti. Il reste sur cet ordinateur : il partira quand vous vous connecterez de nouveau ici.
   *[other] { $count } messages à votre agence ne sont pas encore partis. Ils restent sur cet ordinateur : ils partiront quand vous vous connecterez de nouveau ici.
}
sign-out-stay = Rester connecté
