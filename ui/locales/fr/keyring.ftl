### A locked keyring (S13): what to do on the desktop, and what happens without it.

keyring-locked-heading = Déverrouillez votre trousseau
keyring-locked-lead = Le trousseau est le coffre de votre ordinateur : il garde vos mots de passe. Pour le moment, il est verrouillé.
keyring-locked-what = Une petite fenêtre vous demande un mot de passe. Tapez celui que vous utilisez pour ouvrir votre ordinateur, pas celui de votre compte locataire.
keyring-locked-then = Ensuite, vos documents s’affichent ici.
keyring-locked-unseen = Vous ne voyez pas la petite fenêtre ? Elle est peut-être derrière celle-ci.

keyring-dismissed-heading = Votre trousseau est resté verrouillé
keyring-dismissed-lead = La petite fenêtre a été fermée sans mot de passe.
keyring-dismissed-what = Sans le trousseau, l’application ne retrouve ni votre connexion, ni les documents gardés sur cet ordinateur.
keyring-ask-again = Demander de nouveau

keyring-do-without = Continuer sans le trousseau
keyring-without = Sans le trousseau, vous vous connectez avec votre code locataire et votre mot de passe. Les documents déjà gardés sur cet ordinateur ne sont pas effacés.
