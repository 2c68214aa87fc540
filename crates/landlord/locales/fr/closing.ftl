# The page that closes an account, from the link of a notice (S25). « <b> » is set in bold.

title = Ce n’est pas moi – { $landlord }
heading = Ce n’était pas vous ?
no-script = Cette page ne marche pas dans ce navigateur (JavaScript est arrêté). Essayez avec un autre, ou appelez { $landlord } au { $telephone }.
lead = Vous avez reçu un message de sécurité de { $product }, et ce n’était pas vous ? <b>Fermez votre compte tout de suite.</b>
means-nobody = Personne ne pourra plus y entrer, même avec votre mot de passe ou votre téléphone. Vous non plus.
means-documents = Vos documents et vos paiements ne sont pas effacés.
means-agency = Votre agence ouvrira de nouveau le compte, quand elle vous aura reconnu.
close = Fermer mon compte
under-way = Fermeture en cours…
asked = ✓ Votre demande est reçue
asked-text = Votre compte est maintenant fermé, si ce lien était encore valable. Vous allez recevoir un message qui le dit. <b>Pas de message dans une heure ?</b> Appelez le { $telephone }.
incomplete = Ce lien n’est pas complet
incomplete-text = Ouvrez de nouveau le lien du message, en entier. Ou appelez le { $telephone } : nous pouvons fermer votre compte avec vous.
failed = Votre compte n’est pas fermé
failed-text = Vérifiez votre connexion à internet, puis cliquez de nouveau sur « Fermer mon compte ». Ou appelez le { $telephone }.
too-many = Trop de demandes pour le moment
too-many-text = Votre compte n’est pas fermé. Appelez le { $telephone }, ou réessayez dans une heure.
to-know = À savoir
to-know-you = C’était bien vous ? Fermez cette page. Rien n’a changé.
to-know-asked = Cette page ne demande ni mot de passe, ni code, ni paiement.
to-know-call = Le lien marche une fois, pendant { $days } jours. Le numéro de votre agence est dans le message que vous avez reçu. Celui de { $landlord } est le { $telephone }.
