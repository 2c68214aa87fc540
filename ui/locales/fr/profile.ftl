### Mon profil of a signed-in tenant: the overview, a page for each change, the devices, the end of the account.

account-waiting = Pour modifier vos informations, il faut internet. Vérifiez votre connexion, puis cliquez sur « Réessayer ».
account-unknown = Pas encore connu sur cet ordinateur
account-none = Aucun
account-change = Modifier
account-see = Voir

account-reach = Pour vous joindre
account-sign-in = Pour vous connecter
account-consents = Vos accords
account-name-email = Adresse e-mail
account-name-mobile = Téléphone portable
account-name-landline = Téléphone fixe
account-name-password = Mot de passe
account-name-devices = Appareils connectés
account-name-electronicReceipts = Quittances par voie électronique
account-name-mails = E-mails envoyés par { $landlord }
account-terms = Conditions d’utilisation
account-terms-accepted = Acceptées le { $date }
account-password-hidden = Connu de vous seul
account-devices-count = { $count ->
    [one] Cet ordinateur seulement
   *[other] { $count } appareils, dont cet ordinateur
}

account-here = Sur cet ordinateur
account-notices = Me prévenir quand un document arrive
account-notices-hint = Un message s’affiche à l’écran quand l’application est ouverte, même si sa fenêtre est réduite. Il ne dit ni nom, ni montant.

account-data = Vos données
account-data-lead = Vous pouvez garder une copie de tout ce que { $landlord } sait de vous ici.
account-export-pdf = Enregistrer mes données (PDF)
account-export-json = Enregistrer mes données (JSON)
account-export-formats = Le PDF est fait pour être lu. Le JSON est fait pour un autre logiciel.
account-export-saved = Vos données sont enregistrées.
account-delete = Supprimer mon compte

account-news-emailChanged = Votre adresse e-mail est changée.
account-news-mobileChanged = Votre numéro de portable est changé.
account-news-landlineChanged = Votre téléphone fixe est enregistré.
account-news-landlineTakenOff = Votre téléphone fixe est enlevé.
account-news-passwordChanged = Votre mot de passe est changé. Vos autres appareils sont déconnectés.
account-news-consentKept = Votre réponse est enregistrée.

account-email-heading = Quelle est votre nouvelle adresse e-mail ?
account-email-current = Aujourd’hui, nous vous écrivons à :
account-email-label = Nouvelle adresse e-mail
account-email-notified = Par sécurité, nous prévenons aussi l’ancienne adresse.

account-mobile-heading = Quel est votre nouveau numéro de portable ?
account-mobile-current = Numéro de votre dossier :
account-mobile-label = Nouveau numéro de portable
account-mobile-notified = Par sécurité, nous prévenons aussi l’ancien numéro.

account-landline-heading = Quel est votre téléphone fixe ?
account-landline-label = Téléphone fixe
account-landline-hint = Vous n’en avez pas, ou plus ? Laissez la case vide.

account-password-heading = Quel est votre mot de passe ?
account-password-label = Mot de passe actuel
account-password-for-email = Par sécurité, tapez votre mot de passe pour changer d’adresse e-mail.
account-password-for-mobile = Par sécurité, tapez votre mot de passe pour changer de numéro de portable.
account-password-for-landline = Par sécurité, tapez votre mot de passe pour changer de téléphone fixe.
account-password-for-password = Tapez d’abord celui que vous avez aujourd’hui. Vous choisirez ensuite le nouveau.
account-password-for-deletion = Tapez votre mot de passe, puis cliquez sur « Supprimer mon compte ». Ensuite, on ne peut plus revenir en arrière.
account-new-password-lead = Cet ordinateur reste connecté. Vos autres appareils seront déconnectés.

account-consent-electronicReceipts = Voulez-vous recevoir vos quittances par voie électronique ?
account-consent-mails = Voulez-vous recevoir les e-mails envoyés par { $landlord } ?
account-consent-meaning-electronicReceipts = C’est gratuit. Si vous répondez non, votre agence vous donne vos quittances sur papier : c’est gratuit aussi.
account-consent-meaning-mails = Si vous répondez non, vous recevrez seulement les e-mails de sécurité de votre compte.
account-consent-current = Aujourd’hui :
account-consent-given = oui, depuis le { $date }
account-consent-withheld = non, depuis le { $date }
account-consent-legend = Votre réponse
account-consent-yes = Oui, j’accepte
account-consent-no = Non, je n’accepte pas

account-devices-heading = Où êtes-vous connecté ?
account-devices-lead = Si vous ne reconnaissez pas un appareil, déconnectez-le, puis changez votre mot de passe.
account-devices-alone = Vous êtes connecté sur cet ordinateur seulement.
account-device-current = Cet ordinateur
account-device-name = { $name ->
    [linux] Ordinateur sous Linux
    [windows] Ordinateur sous Windows
    [macos] Ordinateur Mac
   *[other] { $name }
}
account-device-unnamed = Appareil sans nom
account-device-seen = { $when ->
    [today] Utilisé aujourd’hui à { $time }
    [yesterday] Utilisé hier à { $time }
   *[earlier] Utilisé le { $date }
}
account-device-since = Connecté depuis le { $date }
account-device-sign-out = Déconnecter cet appareil
account-device-signed-out = L’appareil est déconnecté.

account-deletion-heading = Voulez-vous supprimer votre compte ?
account-deletion-goes = Ce qui est supprimé
account-deletion-goes-list =
    Votre compte et votre mot de passe
    Votre adresse e-mail et vos numéros donnés ici
    Vos messages à votre agence et ses réponses
    Sur cet ordinateur : vos documents et votre connexion
account-deletion-stays = Ce que { $landlord } garde, comme la loi le prévoit
account-deletion-stays-list =
    Votre bail
    Vos quittances et vos paiements : votre agence peut toujours vous les donner
    La preuve de vos accords, pendant { $consentProofYears } ans au plus
account-deletion-before = Avant de continuer, vous pouvez enregistrer vos données : revenez à « Mon profil ». Plus tard, vous pourrez créer un autre compte.
account-deletion-continue = Continuer
account-deletion-keep = Garder mon compte
account-deleted = Votre compte est supprimé. Il ne reste rien de vous dans cette application sur cet ordinateur.

account-helped = Ce que votre agence a fait pour vous
helped-visitBegun = Visite à l’agence
helped-signedUp = Compte ouvert avec l’aide de l’agence
helped-passwordReset = Nouveau mot de passe, avec l’aide de l’agence
helped-newNumberConfirmed = Nouveau numéro de portable, avec l’aide de l’agence
helped-approved = Accord donné pour un nouveau numéro
helped-letterPrinted = Courrier d’inscription imprimé

account-pin = Code d’ouverture
account-pin-none = Aucun
account-pin-set = Demandé à l’ouverture
account-pin-unavailable = Cet ordinateur ne peut pas garder de code.
account-pin-choose = Choisir
account-pin-remove = Supprimer
account-news-pinChosen = Votre code est enregistré. Il sera demandé à l’ouverture.
account-news-pinChanged = Votre code est changé.
account-news-pinRemoved = L’application s’ouvre maintenant sans code.
