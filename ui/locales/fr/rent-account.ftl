### Mon compte: what is owed month by month, and what was asked for and paid.

rent-account-unknown = Votre compte n’est pas encore sur cet ordinateur. Vérifiez votre connexion à internet, ou attendez un peu, puis cliquez sur « Réessayer ».
owed-what = Ce que vous devez, mois par mois
charge-late = En retard : à payer au plus tard le { $date }
charge-due = À payer au plus tard le { $date }
arrears-help = Vous avez du mal à payer ? Votre agence peut vous aider : elle peut vous proposer de payer en plusieurs fois. Écrivez-lui ou appelez-la, même pour un petit montant.
movements = Ce qui a été demandé et payé
movements-lead = Les plus récents d’abord, sur { $rentAccountYears } ans.
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
    [yes] Paiement rejeté par la banque, pour { $month }
   *[no] Paiement rejeté par la banque
}
movement-unknown = Autre opération
movement-came-in = Reçu :{" "}
movement-before = Avant ces { $rentAccountYears } ans
movement-owed = Reste à payer : { $amount }
movement-in-favour = Votre bailleur vous doit : { $amount }

plan-asked = Votre demande de payer en plusieurs fois
