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
sms-password-reset = { $product } : votre mot de passe a changé le { $when }. Si ce n'est pas vous, appelez votre agence : { $telephone }.
sms-mobile-changed = { $product } : le portable de votre compte a changé le { $when }. Si ce n'est pas vous, appelez votre agence : { $telephone }.
sms-letter-asked-for = { $product } : un courrier d'inscription a été demandé pour vous le { $when }. Si ce n'est pas vous, appelez votre agence : { $telephone }.
