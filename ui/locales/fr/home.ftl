### Accueil.

home = Accueil
home-ways = Où aller
home-receipts = Mes quittances
home-rent-account = Mon compte
home-dwelling = Mon logement
home-landlord = Mon bailleur
home-new-message = Écrire à mon agence
home-profile = Mon profil
home-pin-chosen = Votre code est enregistré. Il sera demandé à l’ouverture.
home-latest = Votre dernier document
news-on = Le { $date }
news-until = Jusqu’au { $date }

home-answered = Votre agence a répondu à votre message.
home-answered-open = Lire la réponse

home-newer-version = Une nouvelle version de l’application est disponible. Elle s’installe avec les mises à jour de l’ordinateur, ou depuis cette page : { $address }
home-newer-version-copy = Copier l’adresse
home-newer-version-copied = L’adresse est copiée.
home-newer-version-dismiss = Masquer ce message
