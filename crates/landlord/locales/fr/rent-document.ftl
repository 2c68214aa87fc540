# The rent documents. Each kind has its own « meaning »: a kind without one cannot be drawn.

title = { $kind } – { $term }
tenant-code = Code locataire
dwelling = Logement : { $dwelling }
withdrawn = <b>Ce document a été annulé le { $withdrawnOn }.</b> Il ne prouve plus rien.
superseded = <b>Ce document n’est plus valable.</b> Il a été remplacé par un document plus récent.
corrects = Ce document corrige un document émis auparavant, et le remplace.

left-to-pay = Reste à payer
nothing = Rien
received = Somme reçue
paid-on = Date du paiement
announced = Montant annoncé
pay-by = À payer au plus tard le
in-your-favour = Le bailleur vous doit
settled-on = Payé le
issued-on = Date d’émission

details = Détail
column-label = Ligne
column-amount = Montant
total = Total
already-received = Déjà reçu
already-received-last = Déjà reçu (dernier paiement le { $paidOn })

-law = article 21 de la loi n° 89-462 du 6 juillet 1989
meaning-avis = <b>Ce document n’est pas une quittance.</b> Il dit ce qu’il faut payer pour { $term }. La quittance est remise gratuitement quand tout le mois est payé ({ -law }).
meaning-unknown = { meaning-avis }
meaning-quittance = <b>{ $landlord }</b> reconnaît avoir reçu de <b>{ $tenants }</b> la somme de <b>{ $amount }</b> au titre du loyer et des charges de ce logement, pour la période { $period }, et { $tenantCount ->
    [one] lui
   *[other] leur
} en donne quittance, sous réserve de tous droits.
meaning-quittance-covered = <b>{ $landlord }</b> reconnaît que le loyer et les charges de ce logement, pour la période { $period }, sont payés en entier par les sommes déduites ci-dessus, et en donne quittance à <b>{ $tenants }</b>, sous réserve de tous droits.
meaning-quittance-more = Cette quittance annule les reçus donnés auparavant pour une partie du même terme. Elle ne prouve pas le paiement des termes précédents. Elle est gratuite ({ -law }).
meaning-recu = <b>{ $landlord }</b> déclare avoir reçu de <b>{ $tenants }</b> la somme de <b>{ $amount }</b>, à titre de paiement partiel pour { $term }, sous réserve de tous droits.
meaning-recu-more = <b>Ce reçu ne vaut pas quittance.</b> La quittance est remise gratuitement quand tout le mois est payé ({ -law }).
meaning-regularisation = Pendant l’année, les charges sont payées par provisions. Elles sont ensuite comparées aux dépenses réelles : ce document donne la différence. Les pièces justificatives sont tenues à votre disposition : demandez-les à votre agence.
meaning-regularisation-more = <b>Ce document n’est pas une quittance.</b>

code-alternative = Code QR qui mène à la page { $page }, pour vérifier ce document
code = <b>Pour vérifier ce document :</b> lisez ce code avec un téléphone, ou cliquez dessus. La page <b>{ $page }</b> s’ouvre et dit si ce document vient bien de { $landlord }, et ce qui doit y être écrit.
