### The paper guide, printed from the help: two sheets.

leaflet-print = Imprimer ce guide (2 pages)
leaflet-title = Quelques conseils pour vous guider dans votre { $product }
leaflet-enrolment = Créer votre compte
leaflet-enrolment-steps =
    Munissez-vous de votre code locataire. Il est inscrit en haut à droite de votre quittance de loyer : { $tenantCodeDigits } chiffres.
    Ouvrez { $product }, cliquez sur « Inscription », puis tapez votre code locataire. Cliquez sur « Suivant ».
    Votre numéro de portable s’affiche en partie. Tapez-le en entier, puis cliquez sur « Suivant ».
    Un SMS avec un code à { $smsCodeDigits } chiffres arrive. Cela peut prendre quelques minutes. Tapez ce code, puis cliquez sur « Suivant ».
    Complétez vos coordonnées : votre adresse e-mail et, si vous en avez un, votre téléphone fixe.
    Choisissez un mot de passe : { $passwordMinCharacters } caractères ou plus, des majuscules et des minuscules, et 1 chiffre. Cliquez sur « Valider ».
leaflet-my-code = Mon code locataire
leaflet-no-password = N’écrivez pas votre mot de passe sur cette feuille.
leaflet-next-time = Votre compte est alors prêt. La prochaine fois, il vous faudra votre code locataire et votre mot de passe. Sur votre ordinateur, le mot de passe suffit.
leaflet-forgotten = Si vous avez oublié votre mot de passe
leaflet-forgotten-steps =
    Cliquez sur « Connexion », puis sur « J’ai oublié mon mot de passe ».
    Tapez votre code locataire, puis cliquez sur « Suivant ».
    Votre numéro de portable s’affiche en partie. Tapez-le en entier, puis cliquez sur « Suivant ».
    Tapez le code à { $smsCodeDigits } chiffres reçu par SMS, puis cliquez sur « Suivant ».
    Choisissez un nouveau mot de passe, puis cliquez sur « Valider ».
leaflet-number-changed = Si le numéro affiché n’est pas le vôtre
leaflet-number-changed-steps =
    Cliquez sur « Je ne connais pas ce numéro ».
    Contactez votre agence. Elle vérifie qui vous êtes, puis elle vous envoie un courrier avec un code.
    Quand vous avez le courrier, revenez au même endroit et cliquez sur « J’ai reçu un courrier ».
    Tapez le code du courrier et votre numéro de portable actuel. Le SMS arrive sur ce numéro.
leaflet-nobody-asks = Personne chez { $landlord } ne vous le demandera.
