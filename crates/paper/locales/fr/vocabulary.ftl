# The kinds of documents and of lines.

document-kind-avis = avis d’échéance
document-kind-quittance = quittance de loyer
document-kind-recu = reçu de paiement partiel
document-kind-regularisation = régularisation des charges
document-kind-unknown = document de loyer

documents-of-kind-avis = { $count ->
    [one] { $count }{" "}avis d’échéance
   *[other] { $count }{" "}avis d’échéance
}
documents-of-kind-quittance = { $count ->
    [one] { $count }{" "}quittance de loyer
   *[other] { $count }{" "}quittances de loyer
}
documents-of-kind-recu = { $count ->
    [one] { $count }{" "}reçu de paiement partiel
   *[other] { $count }{" "}reçus de paiement partiel
}
documents-of-kind-regularisation = { $count ->
    [one] { $count }{" "}régularisation des charges
   *[other] { $count }{" "}régularisations des charges
}
documents-of-kind-unknown = { $count ->
    [one] { $count }{" "}autre document
   *[other] { $count }{" "}autres documents
}

line-kind-rent = Loyer
line-kind-charges = Provisions pour charges
line-kind-regularisation = Régularisation
line-kind-apl = APL
line-kind-rls = RLS
line-kind-sls = SLS
line-kind-earlier-balance = Solde antérieur
line-kind-payment = Paiement
line-kind-other = Autres lignes
