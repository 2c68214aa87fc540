### Around every screen: names, buttons, what is under way.

product = Espace Locataire
landlord = Votre bailleur
opening-heading = Ouverture de votre espace…
opening-failed = L’application ne s’est pas ouverte
title-error = Erreur : { $title }
error-prefix = Erreur :{" "}

back = Retour
close = Fermer
next = Suivant
start = Commencer
validate = Valider
retry = Réessayer
enrolment = Inscription
sign-in = Connexion
sign-out = Se déconnecter
pin-lock = Verrouiller
profile = Mon profil
rent-account = Mon compte
contact-agency = Contacter votre agence
forgotten-password = J’ai oublié mon mot de passe
correct = Corriger
restart = Recommencer
counter-back-to-visit = Revenir à la visite

stage = Étape { $stage } sur { $last }
stage-next-phone = Ensuite : votre téléphone
stage-next-sms = Ensuite : le code reçu par SMS
stage-next-details = Ensuite : vos coordonnées
stage-next-password = Ensuite : votre mot de passe
stage-next-none = C’est la dernière étape

busy-opening = Un instant, la page arrive…
busy-sending = Envoi en cours…
busy-checking = Vérification du code en cours…
busy-sms = Demande d’un nouveau SMS en cours…
busy-account = Création de votre compte en cours…
busy-password = Changement de votre mot de passe en cours…
busy-signing-in = Connexion en cours…
busy-signing-out = Déconnexion en cours…
busy-change = Enregistrement en cours…
busy-saving = Préparation du fichier… Choisissez ensuite où l’enregistrer.
busy-printing = Préparation de l’impression…
busy-opening-elsewhere = Ouverture dans un autre programme…
busy-deletion = Suppression de votre compte en cours…
busy-searching = Recherche en cours…
busy-document = Ouverture du document en cours…
busy-pdf = Ouverture du PDF en cours…
slow = C’est plus long que d’habitude. Attendez encore, ou cliquez sur « Réessayer ». Ce que vous avez tapé est gardé.

secrets-in-memory = Cet ordinateur ne peut pas garder votre connexion. La prochaine fois, vous devrez vous connecter de nouveau.
archive-read-only = Cette fois, rien de nouveau ne peut être gardé sur cet ordinateur. Les documents déjà gardés restent lisibles.
archive-unusable = Cette fois, rien ne peut être gardé sur cet ordinateur. Vos documents viennent d’internet, et s’effacent à la fermeture de l’application.

display = Affichage
help = Besoin d’aide ?
