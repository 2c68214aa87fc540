### Connexion.

sign-in-code-hint = Les { $tenantCodeDigits } chiffres en haut à droite de votre quittance.
sign-in-not-mine = Ce n’est pas mon code
sign-in-password = Mot de passe
sign-in-no-account = Pas encore de compte ?
sign-in-trouble = Vous n’arrivez pas à vous connecter ?
sign-in-code-lead = Vérifions que c’est bien vous : si votre dossier a un numéro de portable, un SMS y arrive. Cela peut prendre quelques minutes.
