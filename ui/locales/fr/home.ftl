### Accueil, and what is owed.

home = Accueil
home-ways = Où aller
home-receipts = Mes quittances
home-rent-account = Mon compte
home-dwelling = Mon logement
home-landlord = Mon bailleur
home-account = Mon profil
home-latest = Votre dernier document
news-on = Le { $date }
news-until = Jusqu’au { $date }

pay-rent = Payer mon loyer
rent-account = Mon compte
rent-account-unknown = Votre compte n’est pas encore sur cet ordinateur. Vérifiez votre connexion à internet, puis cliquez sur Réessayer.
owed-nothing = Vous êtes à jour. Vous n’avez rien à payer.
owed-credit = Votre bailleur vous doit { $amount }. Ce sera retiré de votre prochain loyer.
owed-to-pay = À payer
owed-late = En retard depuis le { $since }.
owed-late-part = Dont { $amount } en retard, depuis le { $since }.
owed-then = Et { $amount } au plus tard le { $date }.
owed-until = Au plus tard le { $date }.
owed-what = Ce que vous devez, mois par mois
charge-late = À payer depuis le { $date }
charge-due = Avant le { $date }
arrears-help = Vous avez du mal à payer ? Votre agence peut vous aider : elle peut vous proposer de payer en plusieurs fois. Écrivez-lui ou appelez-la, même pour un petit montant.
movements = Ce qui a été demandé et payé
movements-lead = Les plus récents d’abord, sur trois ans.
movement-term = { $dated ->
    [yes] Loyer et charges, { $month }
   *[no] Loyer et charges
}
movement-regularisation = { $dated ->
    [yes] Régularisation des charges, { $month }
   *[no] Régularisation des charges
}
movement-payment = { $dated ->
    [yes] Votre paiement, pour { $month }
   *[no] Votre paiement
}
movement-paymentReturned = { $dated ->
    [yes] Paiement rejeté, pour { $month }
   *[no] Paiement rejeté
}
movement-unknown = Autre opération
movement-came-in = Reçu :{" "}
movement-before = Avant ces trois ans
movement-owed = Reste dû : { $amount }
movement-in-favour = En votre faveur : { $amount }

pay-unknown = Votre bailleur n’a pas encore dit ici comment payer. Appelez votre agence.
pay-by-transfer = Par virement
pay-by-directDebit = Par prélèvement automatique
pay-by-cheque = Par chèque
pay-by-cash = En espèces
pay-by-other = Autrement
transfer-lead = Dans l’application ou sur le site de votre banque, recopiez ces lignes.
transfer-payee = Bénéficiaire
transfer-iban = IBAN
transfer-bic = BIC
transfer-reference = Motif
transfer-amount = Montant
transfer-reference-why = Recopiez bien le motif : il dit à votre bailleur que ce virement est le vôtre.
transfer-code-name = Code à lire avec l’application de votre banque
transfer-code = Certaines banques lisent ce code avec leur application : tout se remplit alors tout seul. Vérifiez les lignes avant de valider. Si votre banque ne le lit pas, recopiez les lignes.
copy = Copier
copied = Copié
copied-aloud = Copié : { $what }

dwelling = Mon logement
dwelling-unknown = Votre logement n’est pas encore sur cet ordinateur. Vérifiez votre connexion à internet, puis cliquez sur Réessayer.
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
dwelling-fact-annexes = Annexes
dwelling-fact-energy = Énergie (DPE)
dwelling-fact-climate = Climat (GES)
dwelling-fact-meters = Compteurs
dwelling-fact-tenants = Locataires
dwelling-fact-occupants = Vivent aussi ici
dwelling-fact-since = Depuis le
dwelling-fact-deposit = Dépôt de garantie
dwelling-wrong = Quelque chose n’est pas juste ? Appelez votre agence.

landlord-heading = Mon bailleur
landlord-agency = Votre agence
landlord-head-office = Le siège
landlord-website = Site internet
