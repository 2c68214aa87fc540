### L'inscription accompagnée, à l'agence.

counter-bar = Visite
counter-staff = { $name }
counter-visit = Visite de { $name }
counter-handed-over = C’est à { $name } de taper
counter-hand-back = Rendre l’ordinateur
counter-end = Terminer et effacer
end-heading = Terminer la visite ?
end-handed-over = { $name } a l’ordinateur. Ce qui n’est pas fini sera perdu, et tout sera effacé de cet ordinateur.
end-filled-in = Ce qui est tapé sur cette page sera perdu, et tout sera effacé de cet ordinateur.
end-not-yet = Continuer la visite
counter-say = À dire
counter-practice = Entraînement : rien n’est réel.
counter-practice-telephone = Codes, SMS et personnes à jouer : { $address }
counter-practise = S’entraîner, sans rien de réel
counter-practice-end = Quitter l’entraînement
counter-search = Chercher
counter-by-name = Chercher par le nom et la date de naissance
counter-by-code = Chercher par le code locataire
counter-code-hint = Les { $tenantCodeDigits } chiffres en haut à droite de la quittance du locataire.
counter-name-label = Nom du locataire
counter-name-hint = Le nom de famille, et le prénom si vous voulez.
counter-birth-label = Date de naissance
counter-birth-hint = Par exemple 12/03/1958.
counter-desk-heading = Qui vient vous voir ?
counter-offline-heading = Sans internet
counter-offline-lead = Il faut internet pour chercher ou inscrire une personne. Cet ordinateur ne garde rien en attente.
counter-offline-form = La personne peut déjà lire l’accord, cocher et signer, sur papier.
counter-offline-guide = Le guide pour s’inscrire chez soi s’imprime dans « Besoin d’aide ? ».
counter-offline-then = Quand internet revient, cherchez la personne : l’accord signé sur papier reste valable.
counter-unanswered-heading = Le service du bailleur ne répond pas
counter-unanswered-lead = Sans ce service, on ne peut ni chercher ni inscrire une personne. Cet ordinateur ne garde rien en attente.
counter-unanswered-then = Quand le service répond de nouveau, cherchez la personne : l’accord signé sur papier reste valable.
counter-offline-print = Imprimer l’accord à remplir à la main
counter-form-printed = L’accord à remplir est imprimé, en deux exemplaires.
counter-journal-week = Imprimer les visites des { $days } derniers jours
counter-journal-month = Imprimer celles des { $days } derniers jours
counter-journal-printed = Les visites sont imprimées. Gardez ce papier.
busy-wiping = Tout est en train d’être effacé…

say-desk = Bonjour, avez-vous une quittance avec vous ? Le code locataire est en haut à droite.
say-desk-name = Quel est votre nom de famille, et votre date de naissance ?
say-found = Où habitez-vous ?
say-reason = Votre logement dépend d’une autre agence. Qu’est-ce qui vous amène chez nous ?
say-identity = Pouvez-vous me montrer une pièce d’identité ? Je note seulement quelle pièce, jamais son numéro, et je ne fais pas de copie.
say-consent = Voici ce que nous pouvons faire ensemble. Dites-moi pour chaque ligne si vous êtes d’accord.
say-consent-more = Voulez-vous que je vous aide pour autre chose ? Dites-moi pour chaque ligne si vous êtes d’accord.
say-visit = Nous faisons une chose après l’autre. Vous taperez vous-même le code et le mot de passe.
say-visit-done = Tout est fait. Je termine la visite : il ne restera rien de vous sur cet ordinateur.
say-visit-closed = Votre compte est fermé, par sécurité : personne ne peut y entrer. Un responsable de l’agence peut le rouvrir, avec votre pièce d’identité.
say-closing = Si je ferme votre compte, plus personne ne peut y entrer, vous non plus. Pour le rouvrir, il faudra revenir à l’agence avec une pièce d’identité. Voulez-vous le fermer ?
say-reopening = Est-ce bien votre numéro de portable ? Un code y arrivera à votre prochaine connexion chez vous.
say-number = Quel est votre numéro de portable aujourd’hui ? Un code va y arriver.

staff-sign-in-heading = Connexion de l’agence
staff-login-label = Nom de connexion
staff-login-hint = Par exemple claire.martin.
staff-code-label = Code de votre téléphone
staff-code-hint = Les { $smsCodeDigits } chiffres de votre application de codes, ou un code de secours.
staff-first-time = Première connexion ?
staff-activate = Activer mon compte
staff-activation-heading = Activer votre compte
staff-activation-lead = L’administrateur vous a donné un nom de connexion et un code.
staff-activation-code = Code de l’administrateur
staff-activation-hint = { $letterCodeCharacters } lettres et chiffres, par groupes de { $letterCodeGroup }.
staff-factor-heading = { $name }, choisissez votre mot de passe et reliez votre téléphone
staff-factor-password = Votre mot de passe
staff-factor-telephone = Votre téléphone
staff-factor-lead = Ouvrez sur votre téléphone une application de codes (comme FreeOTP ou Google Authenticator). Avec elle, scannez ce code QR.
staff-factor-drawing = Code QR à scanner avec l’application de codes
staff-factor-key = Ou tapez cette clé dans l’application :
staff-recovery-heading = Gardez vos codes de secours
staff-recovery-lead = Si vous perdez votre téléphone, chacun de ces codes vous connecte une fois. Recopiez-les sur papier : ils ne seront plus montrés.
staff-recovery-kept = Je les ai recopiés
staff-check-heading = Êtes-vous toujours là ?
staff-check-lead = L’ordinateur attend depuis { $staffIdleMinutes } minutes. Tapez le code affiché sur votre téléphone. Vous reprendrez là où vous en étiez.
staff-locked-heading = Le guichet est verrouillé
staff-locked-lead = Tapez le code affiché sur votre téléphone pour le rouvrir.
staff-password-open = Changer mon mot de passe
staff-password-heading = Votre nouveau mot de passe
staff-password-lead = Vous resterez connecté ici. Ailleurs, il faudra vous connecter avec le nouveau.
staff-password-changed = Votre mot de passe est changé.
staff-key-use = Utiliser ma clé de sécurité
staff-key-again = Demander ma clé de nouveau
staff-key-number = Dans le navigateur, la page doit montrer le numéro { $number }. C’est bien lui ? Cliquez sur le bouton de la page, puis touchez votre clé.
staff-key-other-number = Un autre numéro ? Ne touchez pas votre clé, et prévenez votre responsable.
staff-key-elsewhere = Aucun navigateur ne s’est ouvert. Ouvrez cette adresse dans un navigateur, ou lisez le code avec un téléphone qui a votre clé.
staff-key-code = Code de la page de la clé, à lire avec un téléphone
security-keys-open = Mes clés de sécurité
security-keys-heading = Mes clés de sécurité
security-keys-lead = Une clé de sécurité remplace le code de votre téléphone. Le code du téléphone marche toujours.
security-keys-none = Vous n’avez pas encore de clé.
security-key-since = Ajoutée le { $date }
security-key-add = Ajouter une clé
security-key-add-hint = Une page s’ouvre dans le navigateur. Elle demande de toucher la clé.
security-key-new = La clé a répondu. Quel est son nom ?
security-key-page-done = La page du navigateur dit « C’est fait » ? Si elle dit autre chose, n’ajoutez pas cette clé et prévenez votre responsable.
security-key-name-label = Nom de la clé
security-key-name-hint = Pour la reconnaître : trousseau, clé bleue.
security-key-add-it = Ajouter cette clé
security-key-remove = Retirer
security-key-removing = Retirer la clé « { $name } » ?
security-key-remove-it = Retirer cette clé
security-key-added = La clé est ajoutée.
security-key-removed = La clé est retirée. Elle ne vous connecte plus.
staff-few-recovery-codes = { $count ->
    [0] Vous n’avez plus de code de secours. Demandez à l’administrateur un nouveau code pour activer votre compte.
    [one] Il vous reste un seul code de secours.
   *[other] Il vous reste { $count } codes de secours.
}

tenants-found-heading = { $count ->
    [one] Est-ce bien cette personne ?
   *[other] Laquelle de ces personnes ?
}
tenants-found-choose = C’est cette personne
tenants-found-more = D’autres personnes ont été trouvées. Ajoutez le prénom pour les voir.
tenant-other-agency = Son agence : { $name }
tenant-registered = A déjà un compte
tenant-not-registered = N’a pas encore de compte
tenant-closed = Compte fermé depuis le { $date }
tenant-mobile = Portable qui commence par { $first } et finit par { $last }
tenant-without-mobile = Pas de portable au dossier

visit-reason-heading = Pourquoi recevez-vous { $name } ici ?
visit-reason-legend = Sa raison de venir
visit-reason-kept = La raison reste dans le journal de l’agence, avec votre nom.
visit-note-label = Quelle raison ?
visit-note-hint = En quelques mots, sans nom ni numéro.
reason-nearer = Son logement ou son travail est plus près d’ici
reason-agencyClosed = Son agence est fermée
reason-sentHere = Son agence l’envoie ici
reason-moving = Son prochain logement dépend de cette agence
reason-other = Une autre raison

visit-identity-heading = La pièce d’identité de { $name }
visit-identity-legend = Quelle pièce d’identité avez-vous vue ?
visit-identity-never = Ne notez jamais son numéro. Ne faites pas de copie.
identity-identityCard = Carte d’identité
identity-passport = Passeport
identity-residencePermit = Titre de séjour
identity-drivingLicence = Permis de conduire

visit-consent-heading = Lisez à voix haute
visit-consent-legend = Acceptez-vous que je vous aide à
visit-consent-known = Ce qu’il faut savoir
visit-consent-types = Vous taperez vous-même le code du SMS et votre mot de passe. Je ne les verrai pas.
visit-consent-wiped = À la fin, tout sera effacé de cet ordinateur.
visit-consent-journal = { $landlord } garde une trace de cette visite : qui vous a aidé, quand et pour quoi faire. Vous la verrez dans « Mon profil ».
visit-consent-stop = Vous pouvez arrêter à tout moment.
visit-consent-action = La personne est d’accord
purpose-signUp = Ouvrir un compte
purpose-passwordReset = Choisir un nouveau mot de passe
purpose-newNumber = Changer le numéro de portable
purpose-receipts = Voir ou imprimer des quittances

visit-heading = { $name }
visit-task-begin = Commencer
visit-task-done = C’est fait
visit-all-done = Tout est fait. Terminez la visite pour tout effacer de cet ordinateur.
visit-task-account = Il faut d’abord ouvrir un compte.
visit-task-approval = Un collègue doit d’abord donner son accord : un mot de passe a été changé récemment.
visit-task-closed = Il faut d’abord rouvrir le compte.
visit-task-signUp = La personne tape son numéro, le code du SMS et son mot de passe.
visit-task-passwordReset = La personne tape son numéro, le code du SMS et son nouveau mot de passe.
visit-task-newNumber = Vous tapez le nouveau numéro. Un SMS y arrive. La personne tape le code de ce SMS.
visit-task-receipts = La personne doit être connectée, ou taper son mot de passe.
visit-add = Ajouter autre chose
visit-print-consent = Imprimer l’accord, en deux exemplaires
visit-letter-heading = Pas de téléphone ?
visit-letter-rule = Le code d’un courrier d’inscription ouvre le compte depuis n’importe où. Pour l’imprimer ici, il faut l’accord d’un collègue. Sinon, il part par la poste.
visit-letter-approved = Un collègue a donné son accord. Le courrier peut être imprimé ici.
visit-print-letter = Imprimer un courrier d’inscription
visit-approve-letter = Demander l’accord d’un collègue
visit-post-letter = Envoyer le courrier par la poste
visit-letter-posted = Le courrier partira par la poste, au logement du locataire. Il est prévenu par SMS et par e-mail, si nous avons son numéro et son adresse.
visit-consent-printed = L’accord est imprimé. Faites-le signer, gardez un exemplaire.
visit-letter-printed = Le courrier est imprimé. Son code est valable une seule fois, pendant { $letterDays } jours.
visit-closed-heading = Le compte est fermé depuis le { $date }
visit-closed-lead = Personne ne peut y entrer, ni le locataire ni quelqu’un d’autre.
visit-closed-manager = Vous avez vu la pièce d’identité du locataire : vous pouvez rouvrir son compte.
visit-closed-ask = Pour le rouvrir, demandez à un responsable de l’agence. Terminez cette visite : le responsable se connecte ici, et reçoit le locataire avec sa pièce d’identité.
visit-closing-why = Quelqu’un d’autre a utilisé le compte ?
visit-closing-action = Fermer le compte
visit-closing-heading = Fermer le compte de { $name } ?
visit-closing-lead = À faire si quelqu’un d’autre a utilisé le compte, ou connaît son mot de passe.
visit-closing-ends = Ce qui s’arrête tout de suite
visit-closing-ends-list =
    Personne ne peut plus entrer dans le compte, ni le locataire ni quelqu’un d’autre.
    Tous les ordinateurs où il est ouvert sont déconnectés.
    Aucun code par SMS n’est plus envoyé, et un courrier d’inscription ne sert plus à rien.
visit-closing-then = Ce que le locataire doit faire
visit-closing-then-list =
    Pour rouvrir son compte, il revient à l’agence avec une pièce d’identité. C’est un responsable qui le rouvre. Le locataire ne peut pas le faire chez lui.
    Il paie son loyer comme avant : rien ne change à son bail.
visit-closing-told = Le locataire est prévenu par SMS et par e-mail, si nous avons son numéro et son adresse. L’agence de son logement est prévenue par e-mail.
visit-closing-label = Le locataire demande que son compte soit fermé
visit-closing-keep = Ne pas fermer le compte
visit-reopening-action = Rouvrir le compte
visit-reopening-heading = Rouvrir le compte de { $name } ?
visit-reopening-seen = Pièce d’identité que vous avez vue : { $document }
visit-reopening-list =
    Le locataire peut de nouveau entrer dans son compte.
    À sa prochaine connexion chez lui, un code par SMS est demandé en plus du mot de passe.
    Le mot de passe reste le même. Proposez au locataire d’en choisir un nouveau pendant la visite.
    Le locataire est prévenu par SMS et par e-mail, si nous avons son numéro et son adresse.
visit-reopening-number = Le code par SMS arrive au portable du dossier. Vérifiez d’abord que c’est bien celui du locataire.
visit-reopened = Le compte est rouvert. À la prochaine connexion du locataire chez lui, un code par SMS est demandé en plus du mot de passe.
visit-number-heading = Quel est le nouveau numéro ?
visit-number-label = Nouveau numéro de portable
visit-number-action = Envoyer un code
visit-approval-heading = Un collègue doit donner son accord
visit-approval-lead = Le mot de passe de { $name } a été changé dans les { $recentResetDays } derniers jours. Pour changer de numéro, un collègue doit vérifier l’identité du locataire. Il tape ensuite ses propres codes.
visit-approval-letter = Le code du courrier ouvre le compte de { $name }. Pour l’imprimer ici, un collègue doit vérifier l’identité du locataire. Il tape ensuite ses propres codes.
visit-approval-action = Je donne mon accord

hand-over-heading = À vous !
hand-over-signUp = { $name }, c’est à vous d’ouvrir votre compte.
hand-over-passwordReset = { $name }, c’est à vous de choisir votre mot de passe.
hand-over-newNumber = { $name }, un SMS arrive sur votre téléphone.
hand-over-receipts = { $name }, tapez votre mot de passe pour voir vos quittances.
hand-over-alone = Prenez le clavier. La personne de l’agence regarde ailleurs.
hand-over-secret = Ne dites à personne le code du SMS ni votre mot de passe.
hand-over-action = Je commence
number-confirmed-heading = Votre numéro est changé
number-confirmed-lead = Les SMS de votre bailleur arrivent maintenant au { $number }.

wiped-heading = Tout est effacé
wiped-not-all = Tout n’a pas pu être effacé : fermez cette application
wiped-everywhere = Rien du locataire ne reste ici : ni dans la page, ni dans les fichiers, ni dans le copier-coller. Sa connexion à cet ordinateur est fermée.
wiped-because-idle = Personne n’était là depuis plus de { $counterIdleMinutes } minutes : la visite s’est terminée toute seule.
wiped-because-locked = L’ordinateur a été verrouillé : la visite s’est terminée.
wiped-page = { $clean ->
    [yes] Ce qui a été tapé n’est plus dans la page.
   *[no] Ce qui a été tapé est peut-être encore dans la page.
}
wiped-folder = { $clean ->
    [yes] Rien du locataire dans les fichiers de l’application.
   *[no] Un fichier de l’application contient encore des informations sur le locataire.
}
wiped-clipboard = { $clean ->
    [yes] La mémoire du copier-coller est vide.
   *[no] La mémoire du copier-coller n’est peut-être pas vide.
}
wiped-memory = { $clean ->
    [yes] La connexion du locataire est fermée.
   *[no] La connexion du locataire n’est pas encore fermée.
}
wiped-landlord-untold = Le bailleur n’est pas encore prévenu : chez lui, la visite se termine toute seule, au plus tard dans l’heure.

visit-countdown = { $seconds ->
    [one] Sans réponse, tout sera effacé dans une seconde.
   *[other] Sans réponse, tout sera effacé dans { $seconds } secondes.
}

figures-today = Ma journée
figures-agency-today = L’agence, aujourd’hui
figures-agency-month = L’agence, { $agencyMonthDays } derniers jours
figure-visits = visites
figure-sign-ups = comptes ouverts
figure-passwords = mots de passe
figure-numbers = numéros changés
figure-minutes = minutes

help-counter =
    Une visite après l’autre : terminez et effacez avant de recevoir la personne suivante.
    Regardez la pièce d’identité, sans noter son numéro et sans copie.
    Ne tapez jamais le code du SMS ni le mot de passe à la place du locataire.
    Si personne ne touche l’ordinateur pendant { $counterIdleMinutes } minutes, tout est effacé et le guichet se verrouille.
    Quelqu’un d’autre a utilisé le compte d’un locataire ? Fermez-le pendant sa visite. Seul un responsable peut le rouvrir.
    Avant de toucher votre clé de sécurité, comparez le numéro de la page avec celui de cette fenêtre : s’ils sont différents, ne la touchez pas et prévenez votre responsable.
    Sans internet, ou si le service ne répond pas, vous ne pouvez rien changer pour le locataire : proposez-lui un autre rendez-vous.
