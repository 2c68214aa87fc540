# Mails to tenants: plain text, no link, no secret. What happened, when, what to do.
mail-not-you =
    Si ce n’est pas vous, appelez tout de suite votre agence au { $telephone }.
mail-closing =
    { $landlord }
    { $agency } – { $telephone }

    Ce message ne contient aucun lien. Personne chez { $landlord } ne vous demandera votre mot de passe ni un code reçu par SMS.

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

mail-letter-asked-for =
    .subject = Un courrier d’inscription a été demandé pour vous
    .text =
        Bonjour,

        À l’agence, un courrier d’inscription à { $product } a été demandé pour vous le { $when }. Avec le code de ce courrier, on ouvre votre compte.

        Si c’est vous, vous n’avez rien à faire.
        { mail-not-you }

        { mail-closing }

mail-email-confirmed =
    .subject = Votre adresse e-mail est enregistrée
    .text =
        Bonjour,

        Cette adresse e-mail a été enregistrée pour votre compte { $product } le { $when }. Nous vous écrirons à cette adresse.

        Si c’est vous, vous n’avez rien à faire.
        { mail-not-you }

        { mail-closing }
