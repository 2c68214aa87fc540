### Mon logement.

dwelling = Mon logement
dwelling-unknown = Votre logement n’est pas encore sur cet ordinateur. Vérifiez votre connexion à internet, ou attendez un peu, puis cliquez sur « Réessayer ».
dwelling-emergencies = En cas d’urgence
dwelling-danger = Odeur de gaz, feu, quelqu’un en danger : sortez d’abord, puis appelez le 112.
dwelling-caretaker = Votre gardien
dwelling-home = Le logement
dwelling-lease = Le bail
dwelling-class = Classe { $letter }
dwelling-fact-address = Adresse
dwelling-fact-kind = Type
dwelling-fact-building = Bâtiment
dwelling-fact-staircase = Escalier
dwelling-fact-floor = Étage
dwelling-fact-door = Porte
dwelling-fact-surface = Surface
dwelling-fact-annexes = Cave, garage…
dwelling-fact-energy = Énergie consommée (DPE)
dwelling-fact-climate = Gaz à effet de serre (GES)
dwelling-fact-meters = Compteurs
dwelling-fact-tenants = Locataires
dwelling-fact-occupants = Vivent aussi ici
dwelling-fact-since = Depuis le
dwelling-fact-deposit = Dépôt de garantie
dwelling-wrong = Quelque chose n’est pas juste ? Appelez votre agence.
