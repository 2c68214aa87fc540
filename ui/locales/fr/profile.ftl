### Mon profil of a signed-in tenant: the overview, a page for each change, the devices, the end of the account.

profile-waiting = Pour modifier vos informations, il faut joindre votre bailleur. Vérifiez votre connexion à internet, ou attendez un peu, puis cliquez sur « Réessayer ».
profile-unknown = Pas encore connu sur cet ordinateur
profile-none = Aucun
profile-change = Modifier
profile-see = Voir

profile-reach = Pour vous joindre
profile-sign-in = Pour vous connecter
profile-consents = Vos accords
profile-name-email = Adresse e-mail
profile-name-mobile = Téléphone portable
profile-name-landline = Téléphone fixe
profile-name-password = Mot de passe
profile-name-devices = Appareils connectés
profile-name-electronicReceipts = Quittances par voie électronique
profile-name-mails = E-mails envoyés par { $landlord }
profile-terms = Conditions d’utilisation
profile-terms-accepted = Acceptées le { $date }
profile-password-hidden = Connu de vous seul
profile-devices-count = { $count ->
    [one] Cet ordinateur seulement
   *[other] { $count } appareils, dont cet ordinateur
}

profile-here = Sur cet ordinateur
profile-notices = Me prévenir quand un document arrive
profile-notices-hint = Un message s’affiche à l’écran quand l’application est ouverte, même si sa fenêtre est réduite. Il ne dit ni nom, ni montant.

profile-data = Vos données
profile-data-lead = Vous pouvez garder une copie de tout ce que { $landlord } sait de vous ici.
profile-export-pdf = Enregistrer mes données
profile-export-others = Autres formats
profile-export-json = Enregistrer pour un autre logiciel (JSON)
profile-delete = Supprimer mon compte

profile-news-emailAsked = Nous avons envoyé un code à votre nouvelle adresse e-mail. Elle comptera quand vous aurez tapé ce code ici.
profile-news-mailCodeTaken = Le code est bon.
profile-news-changeWithdrawn = Le changement est annulé.
profile-news-mobileWaits = Votre nouveau numéro est noté. Par sécurité, il ne compte pas encore.
profile-news-exportAllowed = Merci. Vous pouvez maintenant enregistrer vos données : le bouton est en bas de cette page.
profile-news-mobileChanged = Votre numéro de portable est changé.
profile-news-landlineChanged = Votre téléphone fixe est enregistré.
profile-news-landlineTakenOff = Votre téléphone fixe est enlevé.
profile-news-passwordChanged = Votre mot de passe est changé. Vos autres appareils sont déconnectés.
profile-news-consentKept = Votre réponse est enregistrée.

profile-email-heading = Quelle est votre nouvelle adresse e-mail ?
profile-email-current = Aujourd’hui, nous vous écrivons à :
profile-email-label = Nouvelle adresse e-mail
profile-email-notified = Nous y enverrons un code. L’adresse comptera quand vous l’aurez tapé. Par sécurité, nous prévenons aussi l’ancienne adresse.

profile-mobile-heading = Quel est votre nouveau numéro de portable ?
profile-mobile-current = Numéro de votre dossier :
profile-mobile-label = Nouveau numéro de portable
profile-mobile-notified = Par sécurité, nous prévenons aussi l’ancien numéro.

profile-email-unconfirmed = Pas encore confirmée. Le code est dans l’e-mail que nous y avons envoyé. Pour en recevoir un autre : « Modifier ».
profile-pending-email = Nouvelle adresse :
profile-pending-mobile = Nouveau numéro :
profile-pending-code = Elle compte quand vous tapez le code envoyé à cette adresse.
profile-pending-until = Votre mot de passe a été changé par SMS. Par sécurité, ce changement compte seulement à partir du { $moment }.
profile-pending-hasten = Vous ne voulez pas attendre ? Tapez le code que nous avons envoyé à l’adresse de votre compte.
profile-pending-type = Taper le code
profile-pending-withdraw = Annuler ce changement

profile-mail-code-heading = Quel est le code reçu par e-mail ?
profile-mail-code-lead = Ouvrez votre boîte e-mail, et cherchez notre message. Il contient un code à { $smsCodeDigits } chiffres.
profile-mail-code-label = Code de l’e-mail
profile-mail-code-nothing = Pas d’e-mail ? Regardez dans les courriers indésirables. Le code est valable { $mailCodeHours } heures.

profile-landline-heading = Quel est votre téléphone fixe ?
profile-landline-label = Téléphone fixe
profile-landline-hint = Vous n’en avez pas, ou plus ? Laissez la case vide.

profile-password-heading = Quel est votre mot de passe ?
profile-password-label = Mot de passe actuel
profile-password-for-email = Par sécurité, tapez votre mot de passe pour changer d’adresse e-mail.
profile-password-for-mobile = Par sécurité, tapez votre mot de passe pour changer de numéro de portable.
profile-password-for-landline = Par sécurité, tapez votre mot de passe pour changer de téléphone fixe.
profile-password-for-password = Tapez d’abord celui que vous avez aujourd’hui. Vous choisirez ensuite le nouveau.
profile-password-for-devices = Par sécurité, tapez votre mot de passe pour déconnecter cet appareil.
profile-password-for-export = Cette copie dit tout de vous. Par sécurité, tapez votre mot de passe.
profile-password-for-pin = Par sécurité, tapez votre mot de passe pour choisir un code.
profile-password-for-deletion = Tapez votre mot de passe, puis cliquez sur « Supprimer mon compte ». Ensuite, on ne peut plus revenir en arrière.
profile-new-password-lead = Cet ordinateur reste connecté. Vos autres appareils seront déconnectés.

profile-consent-electronicReceipts = Voulez-vous recevoir vos quittances par voie électronique ?
profile-consent-mails = Voulez-vous recevoir les e-mails envoyés par { $landlord } ?
profile-consent-meaning-electronicReceipts = C’est gratuit. Si vous répondez non, votre agence vous donne vos quittances sur papier : c’est gratuit aussi.
profile-consent-meaning-mails = Si vous répondez non, vous recevrez seulement les e-mails de sécurité de votre compte.
profile-consent-current = Aujourd’hui :
profile-consent-given = oui, depuis le { $date }
profile-consent-withheld = non, depuis le { $date }
profile-consent-legend = Votre réponse
profile-consent-yes = Oui, j’accepte
profile-consent-no = Non, je n’accepte pas

profile-devices-heading = Où êtes-vous connecté ?
profile-devices-lead = Si vous ne reconnaissez pas un appareil, déconnectez-le, puis changez votre mot de passe.
profile-devices-alone = Vous êtes connecté sur cet ordinateur seulement.
profile-device-current = Cet ordinateur
profile-device-name = { $name ->
    [linux] Ordinateur sous Linux
    [windows] Ordinateur sous Windows
    [macos] Ordinateur Mac
   *[other] { $name }
}
profile-device-unnamed = Appareil sans nom
profile-device-seen = { $when ->
    [today] Utilisé aujourd’hui à { $time }
    [yesterday] Utilisé hier à { $time }
   *[earlier] Utilisé le { $date }
}
profile-device-since = Connecté depuis le { $date }
profile-device-sign-out = Déconnecter cet appareil
profile-device-signed-out = L’appareil est déconnecté.

profile-deletion-heading = Voulez-vous supprimer votre compte ?
profile-deletion-goes = Ce qui est supprimé
profile-deletion-goes-list =
    Votre compte et votre mot de passe
    Votre adresse e-mail et vos numéros donnés ici
    Vos messages à votre agence et ses réponses
    Sur cet ordinateur : vos documents et votre connexion
profile-deletion-stays = Ce que { $landlord } garde, comme la loi le prévoit
profile-deletion-stays-list =
    Votre bail
    Vos quittances et vos paiements : votre agence peut toujours vous les donner
    La preuve de vos accords, pendant { $consentProofYears } ans au plus
profile-deletion-before = Avant de continuer, vous pouvez enregistrer vos données : revenez à « Mon profil ». Plus tard, vous pourrez créer un autre compte.
profile-deletion-continue = Continuer
profile-deletion-keep = Garder mon compte
account-deleted-files-stay = Votre compte est supprimé. Mais cet ordinateur n’a pas encore laissé l’application effacer vos documents gardés. Redémarrez l’ordinateur, puis ouvrez de nouveau l’application : elle les effacera.
account-deleted = Votre compte est supprimé. Il ne reste rien de vous dans cette application sur cet ordinateur.

profile-helped = Ce que votre agence a fait pour vous
helped-visitBegun = Visite à l’agence
helped-purposesAdded = Accord donné pour autre chose, pendant la visite
helped-signedUp = Compte ouvert avec l’aide de l’agence
helped-passwordReset = Nouveau mot de passe, avec l’aide de l’agence
helped-newNumberConfirmed = Nouveau numéro de portable, avec l’aide de l’agence
helped-approved = Accord donné pour un nouveau numéro
helped-letterPrinted = Courrier d’inscription imprimé
helped-letterPosted = Courrier d’inscription demandé par la poste
helped-accountClosed = Compte fermé à tous
helped-accountReopened = Compte ouvert de nouveau

profile-pin = Code d’ouverture
profile-pin-none = Aucun
profile-pin-set = Demandé à l’ouverture
profile-pin-unavailable = Cet ordinateur ne peut pas garder de code.
profile-pin-choose = Choisir
profile-pin-remove = Supprimer
profile-news-pinChosen = Votre code est enregistré. Il sera demandé à l’ouverture.
profile-news-pinChanged = Votre code est changé.
profile-news-pinRemoved = L’application s’ouvre maintenant sans code.
