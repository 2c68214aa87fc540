### The code that opens the application (S12): offered, chosen, typed, forgotten.

pin-offer-heading = Voulez-vous un code à { $pinDigits } chiffres pour ouvrir l’application ?
pin-offer-lead = Avec un code, vous seul pouvez lire vos documents sur cet ordinateur.
pin-offer-who = C’est utile si d’autres personnes se servent de cet ordinateur. Le code est demandé à l’ouverture, et quand vous vous absentez plus de { $idleMinutes } minutes.
pin-offer-later = Vous pourrez le faire plus tard, dans « Mon profil ».
pin-choose = Choisir un code
pin-later = Plus tard

pin-choice-heading = Choisissez votre code
pin-label = Code à { $pinDigits } chiffres
pin-new-label = Nouveau code à { $pinDigits } chiffres
pin-again-label = Le même code, encore une fois
pin-current-label = Code actuel
pin-hint = Prenez un code que vous retiendrez facilement. Évitez une date, et des chiffres qui se suivent.
pin-forgotten-lead = Si vous l’oubliez, vous pourrez vous connecter avec votre mot de passe. Vos documents restent.

pin-locked-heading = Tapez votre code à { $pinDigits } chiffres
pin-locked-person = Code de :
pin-open = Ouvrir
pin-forgotten = J’ai oublié mon code
pin-tries-left = { $count ->
    [one] Il vous reste 1 essai. Ensuite, vous vous connecterez avec votre mot de passe. Vos documents restent.
   *[other] Il vous reste { $count } essais.
}
pin-loss-forgotten = Connectez-vous avec votre mot de passe. Vos documents restent sur cet ordinateur, et vous pourrez choisir un nouveau code.
pin-loss-spent = Le code a été tapé trop de fois sans succès : il n’est plus valable. Connectez-vous avec votre mot de passe. Vos documents restent sur cet ordinateur.

pin-removal-heading = Ne plus demander de code ?
pin-removal-lead = L’application s’ouvrira sans code. Les personnes qui se servent de cet ordinateur pourront lire vos documents.
pin-remove = Ne plus demander de code

lock-countdown = { $seconds ->
    [one] Sans réponse, votre espace se verrouille dans une seconde.
   *[other] Sans réponse, votre espace se verrouille dans { $seconds } secondes.
}
lock-countdown-lost = Ce que vous êtes en train d’écrire sera alors effacé.
