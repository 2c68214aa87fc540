### The guide's advice for each step, one line each, and whom to call.

help-code-place = Où est le code locataire ?
help-call-agency = { $reader ->
    [staff] Le numéro que le locataire peut appeler
   *[tenant] Appelez votre agence
}
help-call-landlord = { $reader ->
    [staff] Le numéro que le locataire peut appeler
   *[tenant] Appelez votre bailleur
}
help-keys = Sur le clavier : F1 ouvre cette aide, Échap la ferme, Alt et la flèche gauche reviennent en arrière.

help-opening =
    Si rien ne se passe, fermez l’application puis ouvrez-la de nouveau.
help-welcome =
    Première visite : cliquez sur « Inscription » pour créer votre compte.
    Vous avez déjà un compte : cliquez sur « Connexion ».
    Avec votre compte, vous pouvez consulter vos quittances de loyer.
help-beforeYouStart =
    Prenez votre dernière quittance de loyer : votre code locataire est écrit en haut à droite.
    Gardez votre téléphone portable près de vous : un code y arrivera par SMS.
    Quand vous êtes prêt, cliquez sur « Commencer ».
help-tenantCode =
    Votre code locataire est en haut à droite de votre quittance de loyer.
    Tapez ses { $tenantCodeDigits } chiffres. Les espaces ne comptent pas.
    La vérification de sécurité (« Je ne suis pas un robot ») se fait toute seule.
    Puis cliquez sur « Suivant ».
help-phone =
    Votre numéro s’affiche en partie. Tapez-le de nouveau, en entier.
    Si ce n’est pas votre numéro, cliquez sur « Je ne connais pas ce numéro ».
    Puis cliquez sur « Suivant ».
help-letter =
    Prenez le courrier d’inscription que votre agence vous a envoyé.
    Recopiez son code : { $letterCodeCharacters } lettres et chiffres. Les espaces, les tirets et les majuscules ne comptent pas.
    Tapez ensuite votre numéro de portable actuel, puis cliquez sur « Suivant ».
    Le code est valable une seule fois, pendant { $letterDays } jours.
help-resumeEnrolment =
    « Reprendre » vous ramène là où vous étiez.
    « Revenir au début » vous fait recommencer.
help-smsCode =
    Regardez les messages de votre téléphone portable : un code à { $smsCodeDigits } chiffres y arrive. Cela peut prendre quelques minutes.
    Tapez ce code dans la case, puis cliquez sur « Suivant ».
    Si rien n’arrive, cliquez sur « Renvoyer le code ».
    Ne donnez ce code à personne, même à quelqu’un qui dit appeler de la part de { $landlord }.
help-signUpDetails =
    Tapez votre adresse e-mail et vérifiez-la.
    Vérifiez votre numéro de téléphone.
    Cochez la case des conditions d’utilisation. Les deux autres cases sont à votre choix.
    Puis cliquez sur « Suivant ».
help-password =
    Il faut { $passwordMinCharacters } caractères ou plus, des majuscules et des minuscules, et 1 chiffre.
    Cliquez sur « Afficher » pour relire ce que vous tapez.
    Puis cliquez sur « Valider ».
help-done =
    Votre compte est prêt.
    La prochaine fois, tapez votre mot de passe. Si la page demande aussi votre code locataire, il est en haut à droite de votre quittance.
help-contactAgency =
    Appelez votre agence, ou allez-y.
    Elle vérifie qui vous êtes, enregistre votre numéro, et vous envoie un code par la poste.
    Quand le courrier arrive, revenez ici.
help-signIn =
    Tapez votre code locataire, puis votre mot de passe.
    Si vous avez oublié votre mot de passe, cliquez sur « J’ai oublié mon mot de passe ».
    Si vous n’avez pas encore de compte, cliquez sur « Inscription ».
help-signInCode =
    Regardez les messages de votre téléphone portable : un code à { $smsCodeDigits } chiffres y arrive.
    Tapez ce code dans la case, puis cliquez sur « Suivant ».
    Si votre numéro a changé, cliquez sur « Retour », puis sur « J’ai oublié mon mot de passe ».
    Ne donnez ce code à personne, même à quelqu’un qui dit appeler de la part de { $landlord }.
help-home =
    La somme à payer et votre dernier document sont en haut.
    Cliquez sur « Mes quittances » pour tous vos documents.
    Tout ce qui est affiché s’ouvre aussi sans internet.
help-rentAccount =
    En haut : ce que vous devez, et jusqu’à quand.
    En bas : chaque somme demandée et chaque paiement reçu, les plus récents d’abord.
    Un paiement peut mettre quelques jours à apparaître.
help-waysToPay =
    Choisissez la façon de payer qui vous convient.
    Pour un virement, cliquez sur « Copier » à côté de chaque ligne, puis collez-la sur le site de votre banque.
    Vous payez par prélèvement ? Vous n’avez rien à faire, sauf si une somme est en retard. Dans ce cas, appelez votre agence.
help-paymentAmount =
    Vous pouvez payer tout ce que vous devez, ou seulement une partie.
    Rien n’est payé sur cette page : vous verrez d’abord ce que vous allez payer.
help-paymentCheck =
    Regardez bien la somme. Si elle n’est pas juste, cliquez sur « Retour ».
    La page où vous tapez votre carte s’ouvre dans votre navigateur internet, pas ici.
    Ne donnez jamais le numéro de votre carte au téléphone.
help-cardPayment =
    Tant que le paiement est en attente, ne payez pas une deuxième fois.
    Vous pouvez fermer cette fenêtre : rien n’est perdu, la réponse sera sur l’accueil.
    La page de paiement est fermée ? Cliquez sur « Ouvrir la page de paiement ».
    Elle ne s’ouvre pas sur cet ordinateur ? Ouvrez son adresse sur votre téléphone.
help-dwelling =
    En haut : qui appeler quand quelque chose ne marche plus.
    En bas : ce que votre bailleur sait de votre logement et de votre bail.
    Si quelque chose n’est pas juste, appelez votre agence.
help-landlord =
    Votre agence répond à vos questions. Appelez-la, ou allez-y.
help-messages =
    Vos messages à votre agence, et ses réponses, les plus récents d’abord.
    Un message qui ne peut pas partir attend ici, puis part tout seul, une seule fois.
    Pour une urgence, appelez : les numéros sont dans « Mon logement ».
help-newMessage =
    Choisissez de quoi il s’agit, écrivez votre message, puis cliquez sur « Envoyer ».
    Une photo aide à comprendre : un mur abîmé, un courrier, une facture.
    N’écrivez jamais votre mot de passe ni le numéro de votre carte.
help-receipts =
    Cliquez sur un mois pour ouvrir son document.
    Une quittance prouve que le mois est payé. Un avis d’échéance dit ce qu’il faut payer.
    Vos documents s’ouvrent aussi sans internet.
    Pour une année plus ancienne, cliquez sur cette année.
    « Mon dossier » réunit dans un PDF la preuve de vos { $dossierMonths } derniers loyers payés. Il sert pour la CAF ou pour un nouveau logement.
help-search =
    Choisissez un mois, une année ou un type de document, puis cliquez sur « Chercher ».
    Vous n’avez pas besoin de tout remplir.
help-choice =
    Cochez chaque document à réunir, ou toute une année.
    Cliquez sur une année pour la déplier.
    { $maxJoinedDocuments } documents au plus tiennent dans un PDF. Un PDF plus gros serait trop lourd à envoyer.
help-statements =
    Le relevé réunit une année sur une feuille. Il est fait sur cet ordinateur, à partir de vos documents.
    Une administration qui demande une quittance n’accepte pas toujours un relevé. Prenez alors « Mon dossier ».
help-receipt =
    Chaque ligne est expliquée en dessous.
    « Ouvrir le PDF » montre le document officiel.
    « Enregistrer » le range dans le dossier de votre choix, pour l’envoyer à la CAF par exemple.
help-pdf =
    Le bouton + agrandit la page, le bouton − la réduit.
    La loupe montre où se trouve un mot ou un montant.
    « Enregistrer » range le PDF dans le dossier de votre choix. « Imprimer » l’envoie à votre imprimante.
    « Retour » revient au document.
help-signOutCheck =
    Votre message part tout seul dès que cet ordinateur joint votre bailleur. Vous pouvez attendre avant de vous déconnecter.
    Si vous vous déconnectez, il n’est pas perdu. Il part à votre prochaine connexion sur cet ordinateur.
help-profile =
    Cliquez sur « Modifier » pour changer une information.
    Pour changer votre adresse e-mail ou un numéro, tapez votre mot de passe. C’est pour vous protéger.
    Une nouvelle adresse e-mail compte quand vous avez tapé le code que nous y envoyons.
    Vos accords sont à votre choix : vous pouvez changer d’avis à tout moment.
    Votre nom ou votre logement a changé ? Appelez votre agence.
help-profileEmail =
    Tapez votre nouvelle adresse e-mail et vérifiez-la.
    Puis cliquez sur « Valider ».
help-profileMobile =
    Tapez votre nouveau numéro en entier. Gardez ce téléphone près de vous : un code y arrivera par SMS.
    Puis cliquez sur « Suivant ».
help-profileMobileCode =
    Regardez les messages de votre téléphone portable : un code à { $smsCodeDigits } chiffres y arrive. Cela peut prendre quelques minutes.
    Tapez ce code dans la case, puis cliquez sur « Suivant ».
    Si rien n’arrive, cliquez sur « Renvoyer le code », ou sur « Retour » pour vérifier le numéro.
    Ne donnez ce code à personne, même à quelqu’un qui dit appeler de la part de { $landlord }.
help-profileMailCode =
    Ouvrez votre boîte e-mail dans un autre programme. Notre message y arrive en quelques minutes.
    Copiez les { $smsCodeDigits } chiffres dans la case, puis cliquez sur « Suivant ».
    Rien n’arrive ? Revenez en arrière et vérifiez l’adresse, lettre par lettre.
help-profileLandline =
    Tapez les 10 chiffres de votre téléphone fixe.
    Si vous n’avez plus de téléphone fixe, laissez la case vide.
    Puis cliquez sur « Valider ».
help-profilePasswordAgain =
    C’est le mot de passe qui vous sert à vous connecter.
    Vous l’avez oublié ? Revenez à l’accueil, puis cliquez sur « Se déconnecter ». Ensuite, cliquez sur « J’ai oublié mon mot de passe ».
help-profileNewPassword =
    Il faut { $passwordMinCharacters } caractères ou plus, des majuscules et des minuscules, et 1 chiffre.
    Cliquez sur « Afficher » pour relire ce que vous tapez.
    Puis cliquez sur « Valider ».
help-profileConsent =
    Choisissez Oui ou Non, puis cliquez sur « Valider ».
    Vous pouvez changer d’avis à tout moment.
help-profileDevices =
    Un appareil reste connecté tant que personne ne clique sur « Se déconnecter ».
    Si un appareil n’est pas à vous, cliquez sur « Déconnecter cet appareil ».
    Puis changez votre mot de passe.
help-profileDeletion =
    Rien n’est supprimé sur cette page : votre mot de passe vous sera demandé ensuite.
    Votre bail ne change pas.
    Si vous hésitez, cliquez sur « Garder mon compte », ou appelez votre agence.

help-keyringLocked =
    Le trousseau est le coffre de votre ordinateur : il garde vos mots de passe.
    Tapez le mot de passe de votre ordinateur dans la petite fenêtre. Vos documents s’affichent ensuite.
    Vous n’avez pas ce mot de passe ? Cliquez sur « Continuer sans le trousseau », puis connectez-vous.

help-locked =
    Tapez les { $pinDigits } chiffres que vous avez choisis pour ouvrir l’application.
    Vous ne vous en souvenez plus ? Cliquez sur « J’ai oublié mon code », puis connectez-vous avec votre mot de passe.
    Après { $pinTries } essais faux, le code n’est plus valable. Vos documents restent sur cet ordinateur.
help-pinOffer =
    Le code est à vous : vous seul le connaissez, et il ne sert que sur cet ordinateur.
    Vous pouvez cliquer sur « Plus tard ». Le code se trouve ensuite dans « Mon profil ».
help-pinChoice =
    Choisissez { $pinDigits } chiffres, et tapez-les deux fois.
    Ne prenez ni une date, ni des chiffres qui se suivent ou se répètent.
help-pinRemoval =
    Tapez le code que vous avez aujourd’hui. L’application s’ouvrira ensuite sans code.
help-people =
    Cliquez sur votre nom pour ouvrir votre espace.
    Votre nom n’est pas là ? Cliquez sur « Une autre personne ».
    Chaque personne a son espace, avec ses documents et son mot de passe. Elle peut aussi choisir un code à { $pinDigits } chiffres.
help-personRemoval =
    « Retirer » efface de cet ordinateur les documents de cette personne. Son compte n’est pas supprimé.
    Vous ne voulez rien effacer ? Cliquez sur « Ne rien retirer ».
