# The papers that a tenant makes: « Mon dossier », chosen documents, the statement of a year, the table of amounts.

page-of-pages = Page { $page } sur { $pages }
page-range = { $first }{" "}à{" "}{ $last }

# The cover of a dossier.
cover-title-proofs = Justificatifs de loyer
cover-title-documents = Documents de loyer
cover-foot = Page faite par { $product } le { $day }. Elle n’est pas un document du bailleur.
cover-joins = Ce fichier réunit { $documents }.
cover-joins-months = Ce dossier réunit { $documents }, pour { $months }.
cover-gaps-title = Ces mois ne se suivent pas.
cover-gaps = Le jour où cette page a été faite, aucun document ne prouvait le paiement du loyer pour { $months }.
cover-without-quittance-title = Sans quittance pour { $months }.
cover-paid-avis = L’avis d’échéance est joint{" "}: il ne reste rien à payer.
cover-paid-avis-and-recus = L’avis d’échéance et les reçus du même mois sont joints{" "}: il ne reste rien à payer.
cover-list = Documents joints
cover-column-document = Document
cover-column-month = Mois
cover-column-issued = Émis le
cover-column-amount = Montant
cover-column-page = Page
cover-entry = { $document }, { $month }
cover-void = { $document } ({ $why })
cover-superseded = n’est plus valable{" "}: remplacé
cover-withdrawn = n’est plus valable{" "}: annulé
cover-missing = n’est plus chez le bailleur
cover-reading = Comment lire ce dossier
cover-made-by = Le locataire a fait cette page sur son ordinateur, avec { $product }. Elle reprend les documents du bailleur.
cover-unchanged = Les pages qui suivent sont celles du bailleur, telles qu’il les a émises.
cover-code = Un document qui porte un code QR se vérifie auprès du bailleur{" "}: lisez le code avec un téléphone, ou cliquez dessus.

# Whom the documents name.
party-tenants = { $count ->
    [one] Locataire
   *[other] Locataires
}
party-dwelling = Logement
party-landlord = Bailleur
party-made-on = Page faite le
party-siret = SIRET{" "}{ $siret }

# The statement of a year.
statement-title = Relevé de l’année { $year }
statement-foot = Relevé fait par { $product } le { $day }. Il n’est ni une quittance, ni un document du bailleur.
statement-lead = Loyer, charges, aides et paiements, mois par mois, d’après les documents du bailleur.
statement-months = Mois de { $year }
statement-gaps-title = Des mois manquent.
statement-gaps = L’application n’a aucun document valable pour { $months }. Le total ne les compte pas.
statement-reading = Comment lire ce relevé
statement-no-quittance = Ce relevé n’est pas une quittance.
statement-made-by = Le locataire l’a fait sur son ordinateur, avec { $product }. Ce relevé reprend les avis d’échéance, les quittances et les reçus du bailleur. Seuls ces documents servent de preuve.
statement-columns = Demandé{" "}: ce que l’avis d’échéance ou la quittance du mois demande, aides déduites. Payé{" "}: ce que le bailleur a reçu pour ce mois, quel que soit le jour du paiement. APL et RLS sont déduites par le bailleur.
statement-others = Autres{" "}: supplément de loyer de solidarité (SLS), régularisation des charges, solde antérieur et autres lignes.
statement-column-month = Mois
statement-column-rent = Loyer
statement-column-charges = Charges
statement-column-aid = APL et RLS
statement-column-others = Autres
statement-column-called = Demandé
statement-column-paid = Payé
statement-total = Total { $year }
statement-adjustments = Régularisations des charges
statement-adjustment = Émise le { $day }
statement-column-document = Document
statement-column-amount = Montant
statement-adjustments-note = Elles ne sont pas comptées dans le tableau des mois{" "}: le bailleur peut aussi les reporter sur un avis d’échéance. Un montant précédé de − est en faveur du locataire.

# The table of amounts.
amounts-column-year = Année
amounts-column-month = Mois
amounts-column-document = Document
amounts-column-state = État
amounts-column-issued = Émis le
amounts-column-due = À payer au plus tard le
amounts-column-paid = Dernier paiement le
amounts-column-label = Ligne
amounts-column-kind = Nature
amounts-column-amount = Montant
amounts-column-total = Total du document
amounts-column-received = Reçu pour ce document
amounts-total = Total du document
amounts-superseded = remplacé
amounts-withdrawn = annulé
amounts-missing = n’est plus chez le bailleur
amounts-paid = payé
amounts-partly-paid = payé en partie
amounts-due = à payer
amounts-overdue = en retard
amounts-settled = rien à payer
amounts-for-information = pour information

# The names of the files, without their ending.
file-dossier = dossier-{ $months }-mois-{ $day }
file-documents = { $count }-documents-de-loyer-{ $day }
file-statement = releve-{ $year }
file-amounts = montants-{ $day }
