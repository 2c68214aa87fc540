### One message for each failure: what to do. Those of fields first, then those of the whole screen.

error-summary-fields = { $count ->
    [one] Il y a une chose à corriger
   *[other] Il y a { $count } choses à corriger
}
error-summary-screen = Nous n’avons pas pu continuer
failure-reference = Référence à donner à votre agence : { $reference }

failure-tenantCodeEmpty = { $reader ->
    [staff] Tapez le code locataire.
   *[tenant] Tapez votre code locataire.
}
failure-tenantCodeMissingDigits = { $count ->
    [one] Il manque { $count } chiffre. Le code locataire a { $tenantCodeDigits } chiffres.
   *[other] Il manque { $count } chiffres. Le code locataire a { $tenantCodeDigits } chiffres.
}
failure-tenantCodeExtraDigits = { $count ->
    [one] Il y a { $count } chiffre en trop. Le code locataire a { $tenantCodeDigits } chiffres.
   *[other] Il y a { $count } chiffres en trop. Le code locataire a { $tenantCodeDigits } chiffres.
}
failure-tenantCodeNotDigits = Tapez seulement les { $tenantCodeDigits } chiffres du code locataire.
failure-phoneEmpty = { $reader ->
    [staff] Tapez le numéro en entier.
   *[tenant] Tapez votre numéro en entier.
}
failure-phoneNotMobile = Un numéro de portable a 10 chiffres et commence par 06 ou 07.
failure-phoneUnlikeMask = Ce n’est pas le numéro affiché : le début ou la fin est différent.
failure-letterCodeEmpty = Tapez le code du courrier.
failure-letterCodeMissingCharacters = { $count ->
    [one] Il manque { $count } caractère. Le code du courrier en a { $letterCodeCharacters }.
   *[other] Il manque { $count } caractères. Le code du courrier en a { $letterCodeCharacters }.
}
failure-letterCodeExtraCharacters = { $count ->
    [one] Il y a { $count } caractère en trop. Le code du courrier en a { $letterCodeCharacters }.
   *[other] Il y a { $count } caractères en trop. Le code du courrier en a { $letterCodeCharacters }.
}
failure-letterCodeForeignCharacter = Le code du courrier n’a jamais de « { $suggestion } ». Tapez seulement des lettres et des chiffres.
failure-letterCodeMistyped = Il y a une erreur dans ce code. Comparez-le au courrier, lettre par lettre.
failure-letterCodeWrong = Ce code n’est pas valable. Prenez votre dernier courrier, ou demandez-en un autre à votre agence.
failure-smsCodeEmpty = Tapez les { $smsCodeDigits } chiffres du SMS.
failure-smsCodeLength = Le code a { $smsCodeDigits } chiffres. Vous en avez tapé { $count }.
failure-smsCodeWrong = Ce code n’est pas le bon. Tapez les { $smsCodeDigits } chiffres du SMS.
failure-smsCodeExpired = Ce code n’est plus valable. Demandez un nouveau code.
failure-emailEmpty = Tapez votre adresse e-mail.
failure-emailMissingAt = Cette adresse n’est pas complète : il manque @.
failure-emailIncomplete = Cette adresse n’est pas complète. Elle finit souvent par .fr ou .com.
failure-emailSuggestion = Vouliez-vous dire { $suggestion } ?
failure-landlineInvalid = Un numéro de téléphone a 10 chiffres. Vous pouvez aussi laisser cette case vide.
failure-termsNotAccepted = Cochez la case pour accepter les conditions d’utilisation.
failure-passwordEmpty = Tapez un mot de passe.
failure-passwordTooShort = Il faut { $passwordMinCharacters } caractères ou plus. Ajoutez-en.
failure-passwordTooLong = Il faut { $passwordMaxCharacters } caractères au plus. Raccourcissez-le.
failure-passwordNoUpper = Il manque une majuscule, comme A.
failure-passwordNoLower = Il manque une minuscule, comme a.
failure-passwordNoDigit = Il manque un chiffre, comme 7.
failure-passwordTooCommon = Ce mot de passe est trop facile à deviner. Choisissez-en un autre, sans votre nom, votre numéro ni votre adresse.
failure-passwordIsTenantCode = Votre code locataire est écrit sur vos quittances. Choisissez autre chose.
failure-credentialsWrong = Le code locataire ou le mot de passe n’est pas le bon.
failure-currentPasswordWrong = Ce n’est pas votre mot de passe. Tapez-le de nouveau.
failure-passwordWanted = Par sécurité, tapez de nouveau votre mot de passe.
failure-mailCodeEmpty = Tapez les { $smsCodeDigits } chiffres du code de l’e-mail.
failure-mailCodeLength = Le code a { $smsCodeDigits } chiffres. Vous en avez tapé { $count }.
failure-mailCodeWrong = Ce code n’est pas le bon. Tapez les { $smsCodeDigits } chiffres de notre dernier e-mail.
failure-mailCodeExpired = Ce code n’est plus valable. Demandez de nouveau le changement.

failure-proxyNameEmpty = Tapez le nom que votre réseau demande.
failure-proxyPasswordWrong = Votre réseau refuse ce nom ou ce mot de passe. Tapez-les de nouveau, ou demandez à la personne qui s’en occupe.

failure-tooManyAttempts = { $timed ->
    [yes] Trop d’essais. Réessayez à { $time }{ $reader ->
        [staff] .
       *[tenant] {" "}ou appelez votre agence.
    }
   *[no] Trop d’essais. Réessayez plus tard{ $reader ->
        [staff] .
       *[tenant] {" "}ou appelez votre agence.
    }
}
failure-resendTooSoon = { $timed ->
    [yes] Vous venez de demander un SMS. Vous pourrez en demander un autre à { $time }.
   *[no] Vous venez de demander un SMS. Attendez un peu avant d’en demander un autre.
}
failure-enrolmentEnded = Trop de temps a passé. Par sécurité, recommencez : cela va vite.
failure-robotCheckFailed = La vérification de sécurité n’est pas allée au bout. Cliquez sur « Réessayer ».
failure-noNetwork = Cet ordinateur n’a pas internet. Vérifiez votre connexion, puis cliquez sur « Réessayer ». Ce que vous avez tapé est gardé.
failure-unreachable = Nous n’arrivons pas à joindre { $reader ->
    [staff] le service du bailleur
   *[tenant] votre bailleur
} par internet. Vérifiez votre connexion, ou attendez un peu, puis cliquez sur « Réessayer ». Ce que vous avez tapé est gardé.
failure-proxyPasswordRequired = Le réseau de cet ordinateur demande un nom et un mot de passe pour aller sur internet. Cliquez sur « Taper le nom et le mot de passe ». Ce que vous avez tapé est gardé.
failure-proxyUnsupported = Le réseau de cet ordinateur demande une identification que cette application ne sait pas donner (NTLM ou Kerberos). Montrez ce message à la personne qui s’occupe de ce réseau. Ce que vous avez tapé est gardé.
failure-proxyChanged = Le réseau de cet ordinateur vient de changer : nous n’avons rien envoyé. Regardez le réseau affiché, puis tapez son nom et son mot de passe.
failure-connectionUntrusted = La connexion n’est pas sûre : nous n’avons rien envoyé. Vérifiez la date et l’heure de votre ordinateur. Vous êtes sur un wifi public ? Ouvrez votre navigateur internet et suivez ce qu’il demande. Puis cliquez sur « Réessayer ».
failure-slow = La réponse n’est pas arrivée à temps. Cliquez sur « Réessayer ». Ce que vous avez tapé est gardé.
failure-landlordBusy = { $timed ->
    [yes] Beaucoup de personnes se connectent en ce moment. Réessayez à { $time }.
   *[no] Beaucoup de personnes se connectent en ce moment. Attendez un instant, puis cliquez sur « Réessayer ».
}
failure-landlordFault = Le service { $reader ->
    [staff] du bailleur
   *[tenant] de votre bailleur
} est en panne pour le moment. Réessayez dans quelques minutes.
failure-accountClosed = { $reader ->
    [staff] Ce compte est fermé à tous. Un responsable de l’agence peut l’ouvrir de nouveau, pendant la visite.
   *[tenant] Votre compte est fermé, par sécurité : personne ne peut y entrer. { $addressed ->
        [yes] Pour l’ouvrir de nouveau, appelez votre agence au { $address }.
       *[no] Pour l’ouvrir de nouveau, appelez votre agence.
    }
}
failure-upgradeRequired = Cette version de l’application est trop ancienne. { $reader ->
    [staff] Prévenez le service informatique.
   *[tenant] { $addressed ->
        [yes] Pour la mettre à jour, ouvrez la page { $address } ou demandez à votre agence.
       *[no] Pour la mettre à jour, demandez à votre agence.
    } Ce qui est déjà sur cet ordinateur reste lisible.
}
failure-answerUnreadable = Nous ne comprenons pas la réponse reçue. Vous êtes sur un wifi public ? Ouvrez votre navigateur internet et suivez ce qu’il demande. Puis cliquez sur « Réessayer ».
failure-busy = Une autre action est encore en cours. Attendez un instant, puis cliquez sur « Réessayer ».
failure-sessionEnded = { $reader ->
    [staff] La connexion de l’agence est terminée. Terminez la visite, puis connectez-vous de nouveau.
   *[tenant] Par sécurité, connectez-vous de nouveau. Vos documents sont toujours là.
}
failure-notFound = Ce document n’est plus disponible. Revenez à la liste, ou cliquez sur « Réessayer ».
failure-archiveUnreadable = Les documents gardés sur cet ordinateur ne s’ouvrent pas. Cliquez sur « Réessayer », ou appelez votre agence.
failure-archiveOfLaterVersion = Vos documents ont été gardés par une version plus récente de l’application. Mettez l’application à jour pour les ouvrir. Rien n’est perdu.
failure-diskFull = Il n’y a plus de place sur cet ordinateur. Les documents déjà gardés restent lisibles. Faites de la place, puis cliquez sur « Réessayer ».
failure-diskFault = L’application n’arrive pas à lire ou à écrire sur cet ordinateur. Les documents déjà gardés restent là. Redémarrez l’ordinateur, puis réessayez.
failure-nothingKept = Cette fois, rien ne peut être enregistré sur cet ordinateur. Ce qui était déjà gardé reste là. Faites de la place ou redémarrez l’ordinateur, puis ouvrez de nouveau l’application.
failure-filesNotDeleted = Cet ordinateur n’a pas laissé l’application effacer tous les documents de cette personne. Redémarrez l’ordinateur, puis réessayez.
failure-configurationUnreadable = Un réglage de l’application ne peut pas être lu. Montrez ce message à la personne qui l’a installée.
failure-documentDamaged = Ce document n’a pas pu être relu sur cet ordinateur. Vérifiez votre connexion à internet, ou attendez un peu, puis cliquez sur « Réessayer ».
failure-amountUnreadable = Tapez un montant comme 412,37.
failure-amountEmpty = Tapez le montant que vous voulez payer.
failure-amountTooLarge = C’est plus que ce que vous devez : { $bound } au plus.
failure-amountTooSmall = Par carte, il faut payer au moins { $bound }.
failure-amountNotOwed = Vous ne devez plus cette somme : un paiement est peut-être arrivé entre-temps. Rien n’a été payé. Revenez à l’accueil pour voir ce qui reste à payer.
failure-cardsUnavailable = Le paiement par carte ne marche pas en ce moment. Rien n’a été payé. Réessayez dans quelques minutes, ou payez par virement.
failure-paymentPageUntrusted = Cette page de paiement n’est pas une page connue de votre bailleur. Nous ne l’avons pas ouverte. N’y tapez pas votre carte. Appelez votre agence.
failure-messageEmpty = Écrivez votre message.
failure-messageTooLong = { $count ->
    [one] Le message est trop long d’un caractère.
   *[other] Le message est trop long de { $count } caractères.
}
failure-attachmentKindUnknown = Ce fichier ne peut pas être envoyé. Choisissez une photo (JPEG, PNG) ou un PDF.
failure-attachmentsTooLarge = Ces fichiers sont trop lourds : { $maxAttachedMegabytes } Mo au plus en tout. Enlevez-en un, ou choisissez-en un plus petit.
failure-tooManyAttachments = Vous pouvez joindre { $maxAttachments } fichiers au plus.
failure-pdfUnavailableOffline = Ce PDF n’est pas encore sur cet ordinateur. Vérifiez votre connexion à internet, ou attendez un peu, puis cliquez sur « Réessayer ».
failure-pdfUnreadable = Ce PDF ne s’ouvre pas. Revenez au document : tout y est écrit. Votre agence peut vous en donner un autre.
failure-nothingProved = Vos documents ne prouvent encore aucun mois payé : le dossier serait vide. La quittance arrive quelques jours après le paiement. Si vous avez payé, appelez votre agence.
failure-nothingChosen = Cochez au moins un document.
failure-tooManyChosen = Vous avez choisi trop de documents : le PDF serait trop lourd à envoyer. Choisissez-en { $maxJoinedDocuments } au plus, par exemple une année à la fois.
failure-nothingOfYear = Il n’y a aucun document valable pour cette année. Choisissez une autre année.
failure-pdfMissingOffline = Le PDF pour { $month } n’est pas encore sur cet ordinateur. Rien n’a été enregistré, pour ne pas vous donner un dossier incomplet. Vérifiez votre connexion à internet, ou attendez un peu, puis cliquez sur « Réessayer ».
failure-pdfNotJoinable = Le PDF pour { $month } ne peut pas être réuni avec d’autres. Ouvrez ce document et enregistrez-le à part, ou demandez-en un autre à votre agence.
failure-fields = Corrigez ce qui est indiqué.
failure-fileNotSaved = Le fichier n’a pas pu être enregistré à cet endroit. Choisissez un autre dossier.
failure-fileNotOpened = Aucun programme de cet ordinateur n’a pu ouvrir ce PDF. Lisez-le ici, ou cliquez sur « Enregistrer ».
failure-notPrinted = Le document n’a pas pu être imprimé. Vérifiez que l’imprimante est allumée, puis cliquez sur « Réessayer ».
failure-noPrinter = Cet ordinateur ne connaît pas d’imprimante. Branchez-en une et installez-la, puis cliquez sur « Réessayer ».
failure-internal = Quelque chose s’est arrêté chez nous. Cliquez sur « Réessayer ». Si cela recommence, { $reader ->
    [staff] prévenez le service informatique.
   *[tenant] appelez votre agence.
}
failure-deviceNotEnrolled = Le bailleur n’autorise pas cet ordinateur, ou ne l’autorise plus. Montrez ce message au service informatique.
failure-staffCheckRequired = Par sécurité, tapez de nouveau le code de votre téléphone.
failure-visitEnded = La visite est terminée, ou le locataire n’a pas donné son accord pour cela. Recommencez la visite.
failure-approvalRequired = Un mot de passe a été changé dans les { $recentResetDays } derniers jours : un collègue doit donner son accord.
failure-notAllowed = Une autre personne doit le faire : ce n’est pas possible avec votre compte.
failure-staffLoginEmpty = Tapez votre nom de connexion.
failure-staffLoginMalformed = Le nom de connexion s’écrit avec des lettres, des chiffres, des points et des tirets, comme claire.martin.
failure-staffCredentialsWrong = Le nom, le mot de passe ou le code n’est pas le bon.
failure-staffCodeEmpty = Tapez le code.
failure-staffCodeMalformed = Tapez les { $smsCodeDigits } chiffres de votre téléphone, ou un code de secours.
failure-nameEmpty = Tapez le nom de famille.
failure-birthDateEmpty = Tapez la date de naissance.
failure-birthDateInvalid = Tapez le jour, le mois et l’année, comme 12/03/1958.
failure-nobodyFound = Aucun locataire n’a été trouvé. Vérifiez, ou cherchez autrement.
failure-nothingTicked = Cochez au moins une ligne.
failure-closingNotAskedFor = Cochez la case si le locataire demande que son compte soit fermé.
failure-visitReasonEmpty = Choisissez une raison.
failure-visitNoteEmpty = Écrivez la raison en quelques mots.
failure-visitNoteTooLong = { $count ->
    [one] C’est trop long d’un caractère.
   *[other] C’est trop long de { $count } caractères.
}
failure-identityDocumentEmpty = Choisissez la pièce que vous avez vue.
failure-staffCodeWrong = Ce code n’est pas le bon. Tapez le code que montre votre téléphone maintenant.
failure-securityKeyRefused = Cette clé n’est pas la vôtre, ou a déjà servi. Demandez-la de nouveau, ou tapez le code de votre téléphone.
failure-securityKeyTooLate = La clé n’a pas répondu à temps. Demandez-la de nouveau.
failure-securityKeysFull = Vous ne pouvez pas avoir plus de clés. Retirez-en une d’abord.
failure-securityKeyTaken = Cette clé est déjà enregistrée, pour vous ou pour un collègue. Prenez une autre clé.
failure-securityKeyNameEmpty = Donnez un nom à la clé.
failure-securityKeyNameMalformed = Donnez un nom plus simple et court, avec des lettres, des chiffres et des espaces.
failure-activationCodeWrong = Le nom ou le code n’est pas le bon, ou le code n’est plus valable. Demandez-en un nouveau à l’administrateur.

failure-pinEmpty = Tapez les { $pinDigits } chiffres du code.
failure-pinLength = Le code a { $pinDigits } chiffres. Vous en avez tapé { $count }.
failure-pinNotDigits = Le code n’a que des chiffres.
failure-pinRepeated = Ce code se devine facilement : les mêmes chiffres se répètent. Choisissez-en un autre.
failure-pinInOrder = Ce code se devine facilement : les chiffres se suivent. Choisissez-en un autre.
failure-pinDate = Ce code ressemble à une date, et une date de naissance se devine. Choisissez-en un autre.
failure-pinInTenantCode = Ces chiffres sont dans votre code locataire, écrit sur vos quittances. Choisissez un autre code.
failure-pinsDiffer = Les deux codes ne sont pas les mêmes. Tapez le même code deux fois.
failure-pinWrong = { $count ->
    [one] Ce n’est pas le bon code. Il vous reste 1 essai. Ensuite, vous vous connecterez avec votre mot de passe. Vos documents restent.
   *[other] Ce n’est pas le bon code. Il vous reste { $count } essais.
}
failure-pinNotKept = Cet ordinateur ne peut pas garder de code en ce moment. L’application reste ouverte sans code.
failure-pinNotChecked = Cet ordinateur ne peut pas vérifier votre code en ce moment : il n’arrive pas à noter les essais. Il n’a peut-être plus de place : enlevez des fichiers dont vous n’avez plus besoin. Fermez l’application, puis ouvrez-la de nouveau. Avec internet, vous pouvez aussi entrer avec votre mot de passe : cliquez sur « J’ai oublié mon code ».

failure-tooManyPeople = Cet ordinateur connaît déjà { $maxPeople } personnes. Retirez-en une d’abord.
