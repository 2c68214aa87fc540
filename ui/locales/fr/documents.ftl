### Mes quittances: the list, the search, one document, its PDF.

receipts = Mes quittances
receipts-coming = Vos quittances arrivent…
receipts-none = Vous n’avez pas encore de quittance. La première apparaîtra ici.
receipts-not-fetched = Vos quittances ne sont pas encore sur cet ordinateur. Vérifiez votre connexion à internet, ou attendez un peu, puis cliquez sur « Réessayer ».
receipts-set-aside = { $count ->
    [one] Un document est abîmé sur cet ordinateur. L’application le reprendra toute seule chez votre bailleur. Vos autres documents sont en bon état.
   *[other] { $count } documents sont abîmés sur cet ordinateur. L’application les reprendra toute seule chez votre bailleur. Vos autres documents sont en bon état.
}

search-open = Chercher un document
search-heading = Quel document cherchez-vous ?
search-month = Mois
search-any-month = Tous les mois
search-year = Année
search-any-year = Toutes les années
search-kind = Type de document
search-any-kind = Tous les types
search-amount = Montant (facultatif)
search-amount-hint = Par exemple 412,37 ou 412
search-action = Chercher
search-found = { $count ->
    [0] Aucun document trouvé. Remplissez moins de cases, puis cliquez sur « Chercher ».
    [one] 1 document trouvé
   *[other] { $count } documents trouvés
}
search-many = Voici les { $count } plus récents. Choisissez une année pour en voir d’autres.
year-count = { $count ->
    [one] 1 document
   *[other] { $count } documents
}

download-under-way = Vos PDF arrivent, pour les lire sans internet.
download-figures = { $kept ->
    [one] { $kept } document
   *[other] { $kept } documents
} sur { $all }
download-stopped = En pause : { $kept } PDF sur { $all } sont sur cet ordinateur.
download-go-on = Continuer
stop = Pause

kind-avis-meaning = Ce document vous dit ce qu’il faut payer. Ce n’est pas une quittance.
kind-quittance-meaning = Cette quittance prouve que le loyer et les charges de ce mois sont payés en entier. Elle ne dit rien des autres mois.
kind-recu-meaning = Ce reçu prouve que vous avez payé une partie du mois. Ce n’est pas une quittance : elle vient quand tout le mois est payé.
kind-regularisation-meaning = Une fois par an, vos avances sur les charges sont comparées aux dépenses réelles de l’immeuble. Ce document donne la différence. Ce n’est pas une quittance.
kind-unknown-meaning = Pour toute question sur ce document, votre agence peut vous répondre.

document-name-avis = Avis d’échéance { $elided ->
    [yes] d’{ $month }
   *[no] de { $month }
 }
document-name-quittance = Quittance { $elided ->
    [yes] d’{ $month }
   *[no] de { $month }
 }
document-name-recu = Reçu { $elided ->
    [yes] d’{ $month }
   *[no] de { $month }
 }
document-name-regularisation = Régularisation { $elided ->
    [yes] d’{ $month }
   *[no] de { $month }
 }
document-name-unknown = Document { $elided ->
    [yes] d’{ $month }
   *[no] de { $month }
 }

line-rent = Le prix de votre logement pour le mois, sans les charges.
line-charges = Une avance sur l’eau, l’entretien, le chauffage et les parties communes.
line-regularisation = La différence entre vos avances et les dépenses réelles.
line-apl = L’aide au logement, que la CAF ou la MSA verse directement à votre bailleur.
line-rls = Une réduction de loyer décidée par l’État. Elle est automatique.
line-sls = Un supplément demandé quand les revenus dépassent un plafond.
line-earlierBalance = Ce qui restait des mois d’avant, à payer ou en votre faveur.
line-payment = Ce que vous avez payé.
line-other = Pour cette ligne, votre agence peut vous renseigner.

issued-on = Émis le { $date }
details-lines = Le détail du document
details-line = Ligne
details-amount = Montant
details-total = Total
details-paid = Payé
details-paid-on = Payé le { $date }
details-to-pay = Reste à payer, au plus tard le { $date }
details-month-left = Il reste { $amount } à payer pour { $month }.
details-who = Qui est concerné
details-tenants = { $count ->
    [one] Locataire
   *[other] Locataires
}
details-dwelling = Logement
details-landlord = Bailleur
details-siret = SIRET { $siret }
details-superseded = Ce document a été corrigé. Un document plus récent le remplace.
details-withdrawn = Votre bailleur a annulé ce document le { $date }. Il ne prouve plus rien. Une question ? Appelez votre agence.
details-missing = Ce document n’est plus dans votre dossier chez votre bailleur. Il reste lisible ici. Une question ? Appelez votre agence.
details-open-newer = Ouvrir le document corrigé
details-supersedes = Ce document corrige un document plus ancien.
details-open-older = Ouvrir l’ancien document

pdf-open = Ouvrir le PDF ({ $size })
pdf-save = Enregistrer
pdf-print = Imprimer
pdf-printed = Le document est parti à l’imprimante.
pdf-elsewhere = Autre programme
pdf-opened-elsewhere = Un autre programme de cet ordinateur ouvre une copie de ce document. Cette copie s’efface quand vous fermez cette fenêtre. Pour le garder, cliquez sur « Enregistrer ».
pdf-find = Chercher un mot
pdf-words = Mot ou montant à chercher
pdf-find-next = Suivant
pdf-find-previous = Précédent
pdf-finding = Recherche en cours…
pdf-find-nothing-typed = Tapez un mot ou un montant.
pdf-found = { $count ->
    [0] Ce mot n’est pas dans ce document. Essayez avec un mot plus court.
    [one] Trouvé 1 fois.
   *[other] Trouvé { $count } fois. Voici le passage { $current } sur { $count }.
}
pdf-fetch = Ouvrir le PDF
pdf-code-genuine = Ce document vient bien de votre bailleur : cet ordinateur a vérifié son code. Vous donnez ce document à quelqu’un ? Cette personne peut vérifier le code elle aussi, avec son téléphone.
pdf-code-not-genuine = Le code de ce PDF n’est pas celui de votre bailleur. Ne l’envoyez à personne, et appelez votre agence.
pdf-heading = { $document } en PDF
pdf-tools = Outils du PDF
pdf-previous = Page précédente
pdf-next = Page suivante
pdf-smaller = Réduire
pdf-larger = Agrandir
pdf-page = Page { $page } sur { $pages }
pdf-zoom = Taille { $zoom } %
