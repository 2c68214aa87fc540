### Connexion.

sign-in-signed-out = C’est fait : cet ordinateur n’est plus connecté à votre compte.
sign-in-code-hint = Les { $tenantCodeDigits } chiffres en haut à droite de votre quittance.
sign-in-not-mine = Ce n’est pas mon code
sign-in-password = Mot de passe
sign-in-no-account = Pas encore de compte ?
sign-in-trouble = Vous n’arrivez pas à vous connecter ?
sign-in-code-lead = Nous vérifions que c’est bien vous. Si votre dossier a un numéro de portable, nous y envoyons un SMS. Il peut mettre quelques minutes à arriver.
