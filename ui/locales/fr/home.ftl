### Accueil.

home = Accueil
home-ways = Où aller
home-receipts = Mes quittances
home-rent-account = Mon compte
home-dwelling = Mon logement
home-landlord = Mon bailleur
home-new-message = Écrire à mon agence
home-profile = Mon profil
home-latest = Votre dernier document
news-on = Le { $date }
news-until = Jusqu’au { $date }

home-answered = Votre agence a répondu à votre message.
home-answered-open = Lire la réponse
