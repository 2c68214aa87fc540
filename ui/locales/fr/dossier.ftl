### Several documents at once: Mon dossier, a choice, the statement of a year, all amounts.

dossier-save = Mon dossier : mes { $dossierMonths } dernières quittances
papers-count = { $count ->
    [one] 1 document dans ce fichier.
   *[other] { $count } documents dans un seul fichier.
}
papers-months = Ce fichier prouve le loyer de : { $months }.
papers-cancelled = Rien n’a été enregistré.
choice-open = Choisir des documents
choice-heading = Quels documents voulez-vous réunir ?
choice-lead = Cochez-les : ils seront réunis en un seul PDF, du plus ancien au plus récent.
choice-year = Tout choisir pour { $year }
choice-count = { $chosen ->
    [0] { $count ->
        [one] 1 document
       *[other] { $count } documents
    }
    [one] 1 document sur { $count }
   *[other] { $chosen } documents sur { $count }
}
choice-save = { $count ->
    [one] Enregistrer 1 document en PDF
   *[other] Enregistrer { $count } documents en un seul PDF
}
choice-save-none = Enregistrer en un seul PDF
statements-open = Relevés et montants
statements-heading = Relevés et montants
statement-heading = Relevé d’une année
statement-lead = Loyer, charges, aides et paiements, mois par mois, en PDF. Pour vos impôts, la CAF ou vos comptes. Ce n’est pas une quittance.
statement-save = Enregistrer le relevé
amounts-heading = Tous les montants
amounts-lead = Chaque ligne de chaque document, dans un tableau pour Excel ou LibreOffice (fichier CSV).
amounts-save = Enregistrer le tableau
