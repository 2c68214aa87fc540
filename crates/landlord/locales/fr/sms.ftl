# One SMS holds 160 characters of the GSM alphabet: keep to it.
sms-code = { $product } : votre code est { $code }{ $message ->
    [1] { "" }
   *[other] { " " }({ $message }e SMS)
 }. Il est valable { $minutes } minutes. Ne le donnez à personne.
sms-code-registered = { $product } : vous avez déjà un compte. Code pour un nouveau mot de passe : { $code }{ $message ->
    [1] { "" }
   *[other] { " " }({ $message }e SMS)
 }. Ne le donnez à personne.
sms-code-password-reset = { $product } : code pour choisir un nouveau mot de passe : { $code }{ $message ->
    [1] { "" }
   *[other] { " " }({ $message }e SMS)
 }. Ne le donnez à personne.
sms-code-unregistered = { $product } : vous n'avez pas encore de compte. Code pour le créer : { $code }{ $message ->
    [1] { "" }
   *[other] { " " }({ $message }e SMS)
 }. Ne le donnez à personne.
sms-code-sign-in = { $product } : code pour vous connecter : { $code }{ $message ->
    [1] { "" }
   *[other] { " " }({ $message }e SMS)
 }. Ne le donnez à personne.
sms-code-new-mobile = { $product } : code pour enregistrer ce portable : { $code }{ $message ->
    [1] { "" }
   *[other] { " " }({ $message }e SMS)
 }. Ne le donnez à personne.

# Notices. With a link, two SMS of 153 characters each.
sms-not-you = { $linked ->
    [yes] Pas vous ? Fermez votre compte : { $link } Ou appelez votre agence : { $telephone }.
   *[no] Si ce n'est pas vous, appelez votre agence : { $telephone }.
 }
sms-password-reset = { $product } : votre mot de passe a changé le { $when }. { sms-not-you }
sms-password-changed = { sms-password-reset }
sms-mobile-changed = { $product } : le portable de votre compte a changé le { $when }. { sms-not-you }
sms-email-changed = { $product } : l'e-mail de votre compte a changé le { $when }. { sms-not-you }
sms-landline-changed = { $product } : le fixe de votre compte a changé le { $when }. { sms-not-you }
sms-new-device = { $product } : un nouvel appareil s'est connecté le { $when }. { sms-not-you }
sms-guessing = { $product } : on essaie de deviner votre mot de passe ({ $when }). { sms-not-you }
sms-codes-tried = { $product } : on essaie de deviner vos codes SMS ({ $when }). { sms-not-you }
sms-letter = { $product } : un courrier avec un code a été demandé le { $when }. { sms-not-you }
sms-visit = { $product } : visite à l'agence à votre nom le { $when }. { sms-not-you }
sms-account-deleted = { $product } : votre compte a été supprimé le { $when }. { sms-not-you }
sms-change-waits = { $product } : votre portable ou e-mail va changer le { $until }. { sms-not-you }
sms-account-closed = { $product } : votre compte est fermé depuis le { $when }. Pour le rouvrir, appelez votre agence : { $telephone }.
sms-account-reopened = { $product } : votre agence a rouvert votre compte le { $when }. Pas demandé ? Appelez-la : { $telephone }.
