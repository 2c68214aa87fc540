# Mails to tenants: plain text, no secret but a code for the mailbox itself. What happened, when, what to do. The only
# link closes the account.
mail-not-you = { $linked ->
    [yes] Ce n’est pas vous ? Ouvrez cette page, puis cliquez sur « Fermer mon compte ». Personne ne pourra plus y entrer, jusqu’à ce que votre agence l’ouvre de nouveau avec vous.
        { $link }
        Vous pouvez aussi appeler votre agence au { $telephone }.
   *[no] Ce n’est pas vous ? Appelez tout de suite votre agence au { $telephone }.
}
mail-closing =
    { $landlord }
    { $agency } – { $telephone }

    { $linked ->
        [yes] Le lien de ce message ferme votre compte, et ne demande rien d’autre.
       *[no] Ce message ne contient aucun lien.
    } Personne chez { $landlord } ne vous demandera votre mot de passe ni un code reçu par SMS.

mail-password-reset =
    .subject = Votre mot de passe a changé
    .text =
        Bonjour,

        Le mot de passe de votre compte { $product } a été changé le { $when }. Tous vos appareils ont été déconnectés.

        Si c’est vous, vous n’avez rien à faire.
        { mail-not-you }

        { mail-closing }

mail-password-changed =
    .subject = Votre mot de passe a changé
    .text =
        Bonjour,

        Le mot de passe de votre compte { $product } a été changé le { $when }. Vos autres appareils ont été déconnectés.

        Si c’est vous, vous n’avez rien à faire.
        { mail-not-you }

        { mail-closing }

mail-email-changed =
    .subject = Votre adresse e-mail a changé
    .text =
        Bonjour,

        L’adresse e-mail de votre compte { $product } a été changée le { $when }. Les prochains messages iront à la nouvelle adresse.

        Si c’est vous, vous n’avez rien à faire.
        { mail-not-you }

        { mail-closing }

mail-mobile-changed =
    .subject = Votre numéro de portable a changé
    .text =
        Bonjour,

        Le numéro de portable de votre compte { $product } a été changé le { $when }. Les prochains codes iront au nouveau numéro.

        Si c’est vous, vous n’avez rien à faire.
        { mail-not-you }

        { mail-closing }

mail-landline-changed =
    .subject = Votre téléphone fixe a changé
    .text =
        Bonjour,

        Le téléphone fixe de votre compte { $product } a été changé ou enlevé le { $when }.

        Si c’est vous, vous n’avez rien à faire.
        { mail-not-you }

        { mail-closing }

mail-new-device =
    .subject = Un nouvel appareil s’est connecté
    .text =
        Bonjour,

        Un appareil que nous ne connaissons pas s’est connecté à votre compte { $product } le { $when }, avec votre mot de passe.

        Si c’est vous, vous n’avez rien à faire.
        { mail-not-you }

        { mail-closing }

mail-guessing =
    .subject = Quelqu’un essaie de deviner votre mot de passe
    .text =
        Bonjour,

        Beaucoup de mots de passe faux ont été essayés sur votre compte { $product }. Le dernier date du { $when }. Votre compte reste protégé : un nouvel appareil doit maintenant donner aussi un code envoyé par SMS.

        Si c’est vous, vous n’avez rien à faire.
        { mail-not-you }

        { mail-closing }

mail-codes-tried =
    .subject = Quelqu’un essaie de deviner vos codes SMS
    .text =
        Bonjour,

        Des codes faux ont été essayés pour choisir un autre mot de passe de votre compte { $product }. Le dernier date du { $when }. Votre compte reste protégé : il faut le code que nous envoyons par SMS sur votre portable, et après quelques codes faux, il faut attendre.

        Si c’est vous, vous n’avez rien à faire.
        { mail-not-you }

        { mail-closing }

mail-letter =
    .subject = Un courrier avec un code a été demandé pour vous
    .text =
        Bonjour,

        Un courrier d’inscription avec un code a été demandé le { $when } pour votre compte { $product }. Avec ce code, on peut enregistrer un autre numéro de portable et choisir un autre mot de passe.

        Si c’est vous, vous n’avez rien à faire.
        { mail-not-you }

        { mail-closing }

mail-visit =
    .subject = Une visite à l’agence à votre nom
    .text =
        Bonjour,

        Une visite à l’agence a commencé à votre nom le { $when }. Une personne de l’agence y aide pour le compte { $product }.

        Si c’est vous, vous n’avez rien à faire.
        { mail-not-you }

        { mail-closing }

mail-account-deleted =
    .subject = Votre compte est supprimé
    .text =
        Bonjour,

        Votre compte { $product } a été supprimé le { $when }.

        Si c’est vous, vous n’avez rien à faire. Nous n’écrirons plus à cette adresse.
        { mail-not-you }

        { mail-closing }

mail-change-waits =
    .subject = Un changement est demandé pour votre compte
    .text =
        Bonjour,

        Le { $when }, un autre numéro de portable ou une autre adresse e-mail a été demandé pour votre compte { $product }. Comme le mot de passe vient d’être changé par SMS, ce changement attend { $hours } heures. Il comptera à partir du { $until }.

        { $coded ->
            [yes] Si c’est vous, vous pouvez attendre. Vous pouvez aussi taper ce code dans « Mon profil », et le changement compte tout de suite : { $code }
           *[no] Si c’est vous, vous n’avez rien à faire.
        }
        { mail-not-you }

        { mail-closing }

mail-account-closed =
    .subject = Votre compte est fermé
    .text =
        Bonjour,

        Votre compte { $product } est fermé depuis le { $when }. Personne ne peut plus y entrer, même avec votre mot de passe. Vos documents ne sont pas effacés.

        Pour l’ouvrir de nouveau, ou si vous n’avez rien demandé, appelez votre agence au { $telephone }.

        { mail-closing }

mail-account-reopened =
    .subject = Votre compte est ouvert de nouveau
    .text =
        Bonjour,

        Votre agence a ouvert de nouveau votre compte { $product } le { $when }. À la prochaine connexion, un code vous sera envoyé par SMS. Choisissez ensuite un nouveau mot de passe.

        Si vous n’avez rien demandé, appelez tout de suite votre agence au { $telephone }.

        { mail-closing }

# To a new address, which has no word in the account yet.

mail-email-code =
    .subject = Votre adresse e-mail à confirmer
    .text =
        Bonjour,

        Le { $when }, cette adresse e-mail a été donnée pour un compte { $product }. Elle comptera quand ce code aura été tapé dans « Mon profil » : { $code }

        Ne donnez ce code à personne. Si ce n’est pas vous, vous n’avez rien à faire : sans ce code, l’adresse ne compte pas. Vous pouvez aussi appeler l’agence au { $telephone }.

        { mail-closing }

# To an agency.
mail-to-agency =
    .subject = Un compte de locataire est fermé
    .text =
        Bonjour,

        Le compte { $product } de { $tenant } (code locataire finissant par { $end }) est fermé depuis le { $when } : { $by ->
            [link] quelqu’un a utilisé le lien « Ce n’est pas moi » d’un message de sécurité.
            [staff] une personne de l’agence l’a fermé, au guichet.
           *[operator] le service informatique l’a fermé.
        }

        Personne ne peut plus y entrer. Appelez le locataire au numéro que vous lui connaissez. Quand vous l’avez reconnu avec une pièce d’identité, un responsable de l’agence ouvre de nouveau le compte pendant la visite. Le service informatique le peut aussi.

        { $landlord }
