### The sign-up, from the welcome to « C'est fait ».

welcome-heading = Bienvenue dans votre { $product }
welcome-lead = Ici, vous retrouvez ce qui concerne votre logement chez { $landlord }.
welcome-receipts = Vos quittances de loyer, expliquées ligne par ligne
welcome-offline = Vos documents restent lisibles, même sans internet
welcome-agency = Le téléphone de votre agence, dans « Besoin d’aide ? »
welcome-secrets-in-memory = Cet ordinateur n’a pas pu retrouver votre connexion. Vous avez déjà un compte ? Cliquez sur « Connexion » : vous retrouverez vos quittances. Une inscription commencée est à refaire.
welcome-first-time = C’est votre première visite ?
welcome-has-account = Vous avez déjà un compte ?

before-heading = Avant de commencer
before-lead = Préparez votre quittance de loyer et votre téléphone portable.
before-receipt = Votre quittance de loyer
before-receipt-why = Votre code locataire y est écrit, en haut à droite.
before-phone = Votre téléphone portable
before-phone-why = Vous allez y recevoir un code par SMS.
before-time = Il faut environ 5 minutes. Vous pouvez prendre votre temps.

tenant-code-heading = Quel est votre code locataire ?
tenant-code-label = Code locataire
tenant-code-hint = Il est en haut à droite de votre quittance. Il a { $tenantCodeDigits } chiffres.
tenant-code-echo = { $grouped } — { $digits ->
    [one] { $digits } chiffre
   *[other] { $digits } chiffres
} sur { $expected }
tenant-code-end-aloud = code qui finit par { $end }
tenant-code-no-receipt = Je n’ai pas ma quittance
robot-check-underWay = Vérification de sécurité en cours…
robot-check-done = Vérification de sécurité faite
robot-check-later = La vérification de sécurité se fera quand vous cliquerez sur « Suivant »
drawing-receipt = Dessin d’une quittance : le code locataire est en haut à droite.
drawing-receipt-title = Quittance de loyer

resume-heading = Reprendre votre inscription ?
resume-heading-reset = Continuer à changer votre mot de passe ?
resume-lead = Vous aviez commencé, et la fenêtre s’est fermée. Vous pouvez reprendre où vous en étiez.
resume-continue = Reprendre
resume-abandon = Revenir au début

phone-heading = Quel est votre numéro de portable ?
phone-lead = Voici le début et la fin du numéro que nous connaissons. Tapez-le en entier.
phone-mask-aloud = numéro qui commence par { $first } et finit par { $last }
phone-label = Votre numéro de téléphone portable
phone-hint = Il a 10 chiffres. Nous y enverrons un code par SMS.
phone-not-mine = Ce n’est pas la fin de votre numéro ? Vérifiez d’abord votre code locataire :
phone-unknown = Je ne connais pas ce numéro

letter-received = J’ai reçu un courrier
letter-heading = Que dit votre courrier ?
letter-code-label = Code du courrier
letter-code-hint = Il est au milieu du courrier, dans un cadre : { $letterCodeCharacters } lettres et chiffres.
letter-code-echo = { $grouped } — { $characters ->
    [one] { $characters } caractère
   *[other] { $characters } caractères
} sur { $expected }
letter-phone-label = Votre numéro de téléphone portable actuel
drawing-letter = Dessin d’un courrier : le code est au milieu, dans un cadre.

sms-heading = Quel code avez-vous reçu ?
sms-lead = Si le { $number } est bien le numéro de votre dossier, un SMS y arrive. Cela peut prendre quelques minutes.
sms-lead-new-number = Un SMS arrive au { $number }. Cela peut prendre quelques minutes.
sms-latest = Tapez le code du dernier SMS, s’il arrive. Les codes d’avant ne sont plus valables.
sms-correct-number = Corriger le numéro
sms-nothing-comes = Le SMS n’arrive pas
sms-label = Code reçu par SMS
sms-hint = Le code a { $smsCodeDigits } chiffres.
sms-secret = Ne donnez ce code à personne.
sms-resend = Renvoyer le code
sms-resend-in = (dans { $seconds } s)
sms-resend-wait = Pas de SMS ? Attendez encore un peu.
sms-resend-later = Pas de SMS ? Attendez encore { $seconds ->
    [one] { $seconds } seconde
   *[other] { $seconds } secondes
}.
sms-resend-now = Pas de SMS ? Cliquez sur « Renvoyer le code ».
sms-expiry = { $seconds ->
    [0] Ce code n’est plus valable. Cliquez sur « Renvoyer le code ».
    [30] Ce code est encore valable 30 secondes.
    [60] Ce code est encore valable 1 minute.
   *[other] { $minutes ->
        [one] Ce code est encore valable { $minutes } minute.
       *[other] Ce code est encore valable { $minutes } minutes.
    }
}

sign-up-details-heading = Vos coordonnées
sign-up-details-email = Adresse e-mail
sign-up-details-no-email = Vous n’avez pas d’adresse e-mail ?
sign-up-details-no-email-agency = Voir ce que votre agence peut faire
email-hint = Par exemple : nom@exemple.fr
email-echo = Nous vous écrirons à :
email-use-suggestion = Oui, corriger en { $address }
sign-up-details-mobile = Téléphone mobile
sign-up-details-mobile-verified = vérifié par SMS
sign-up-details-landline = Téléphone fixe (facultatif)
sign-up-details-terms = J’accepte les conditions d’utilisation
sign-up-details-mails = J’accepte de recevoir des e-mails de { $landlord } (facultatif)
sign-up-details-electronic-receipts = J’accepte de recevoir mes quittances par voie électronique (facultatif)
sign-up-details-electronic-receipts-hint = Elles remplacent celles sur papier. C’est gratuit. Vous pourrez changer d’avis.

password-heading = Choisissez votre mot de passe
password-heading-reset = Choisissez un nouveau mot de passe
password-reset-lead = Vos appareils déjà connectés seront tous déconnectés.
password-label = Mot de passe
password-hint = Il vous servira à chaque connexion. Une petite phrase est facile à retenir.
password-show = Afficher
password-hide = Cacher
password-caps-lock = La touche Majuscules est bloquée.
password-rule-length = { $passwordMinCharacters } caractères ou plus (lettres, chiffres, espaces)
password-rule-case = Une majuscule et une minuscule
password-rule-digit = Un chiffre
password-rule-met = (c’est fait)
password-rule-open = (à faire)
password-strength-weak = Mot de passe facile à deviner. Ajoutez un mot.
password-strength-fair = Mot de passe correct. Plus long, il serait plus sûr.
password-strength-good = Bon mot de passe.
password-strength-strong = Très bon mot de passe.

done-heading = Votre compte est prêt.
done-lead = Vous pouvez maintenant voir vos quittances de loyer.
done-lead-counter = Rendez maintenant l’ordinateur à l’agence. Vous pourrez voir vos quittances ici avec elle, ou chez vous.
done-heading-reset = Votre mot de passe est changé.
done-lead-reset = Vous êtes connecté ici. Tous vos autres appareils ont été déconnectés.
done-next-time = La prochaine fois, il vous faudra :
done-code-kept = Il est gardé sur cet ordinateur : vous n’aurez pas à le retaper.
done-code-not-kept = Il est en haut à droite de votre quittance.
done-email-code = Nous avons envoyé un code à votre adresse e-mail. Tapez-le dans « Mon profil » dès que vous pouvez. Nous saurons alors que cette adresse est la vôtre.
done-password = Celui que vous venez de choisir.
done-action = Voir mes quittances
