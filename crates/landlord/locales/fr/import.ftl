# What an import says of the rent system's files.
quoted = « { $text } »
import-refused = import refusé, rien n’a été écrit ({ $count ->
    [one] 1 erreur
   *[other] { $count } erreurs
} à corriger)
import-unreadable = le fichier { $path } ne peut pas être lu : { $source }
import-database = la base de données a échoué, rien n’a été écrit : { $reason }
import-damaged = la base de données est abîmée (colonne { $column }) : { $reason }
import-random = le système ne donne pas de nombres aléatoires : { $reason }
import-interrupted = l’import a été interrompu, rien n’a été écrit : { $reason }
import-line = { $file }, ligne { $line }
import-column = { $file }, colonne { $column }
import-cell = { $file }, ligne { $line }, colonne { $column }
import-about = { $reference } : { $message }
import-others = { $count ->
    [one] … et 1 autre
   *[other] … et { $count } autres
}
import-file-missing = le fichier manque dans { $folder }
import-empty-file = le fichier est vide, une ligne d’en-têtes est attendue
import-unclosed-quote = un guillemet ouvert sur cette ligne n’est jamais refermé
import-column-twice = cette colonne est là deux fois
import-column-missing = cette colonne manque ; l’en-tête lu est { $header }
import-too-many-columns = cette ligne a { $columns } colonnes, l’en-tête en a { $expected } ; un texte ou un montant qui contient une virgule ou un point-virgule doit être entre guillemets
import-not-unique = la même valeur est déjà à la ligne { $line }, elle doit être unique
import-empty-cell = la cellule est vide ; { $expected }
import-other-cell = { $cell } lu ; { $expected }
import-unreadable-character = un caractère est illisible ; un fichier en UTF-8 ou en Windows-1252 est attendu
import-too-long = le texte est trop long ; { $characters } caractères au plus
import-too-many-lines = { $lines } lignes au plus sont attendues
import-unknown-agency = { $reference } n’est pas une agence de { $file }
import-unknown-dwelling = { $reference } n’est pas un logement de { $file }
import-unknown-lease = { $reference } n’est pas un bail de { $file }
import-unknown-document = { $reference } n’est pas un document de { $file }
import-lease-differs = la ligne { $line }, du même bail { $lease }, dit autre chose
import-news-ends-before = la fin vient avant le début
import-no-lines = aucune ligne de { $file } n’est à ce document
import-other-sum = { $stated } annoncés, mais ses lignes font { $sum }
import-quittance-of-nothing = une quittance est donnée pour un terme qui était dû ; rien n’est dû ici
import-quittance-unpaid = une quittance atteste que tout le terme est payé, mais ses paiements font { $received } ; un paiement partiel donne un reçu, et une quittance émise à tort est remplacée par un nouveau document
import-quittance-of-a-part = une quittance atteste que tout le terme est payé, mais l’avis du terme annonce { $due } de loyer et de charges ; un paiement partiel donne un reçu
import-recu-with-details = un reçu n’a que des lignes de nature paiement, sans détail du loyer et des charges
import-recu-not-positive = le paiement d’un reçu est un montant positif
import-recus-beyond-payments = les reçus du terme dépassent ses paiements, qui font { $received }
import-recu-of-whole-term = un reçu est un paiement partiel ; celui-ci couvre tout l’avis, c’est une quittance
import-withdrawn-before-issue = ce document serait annulé avant d’être émis
import-frozen = ce document est déjà émis et ne peut plus changer (ont changé : { $differences }) ; une correction est un nouveau document, avec sa propre référence, qui nomme celui-ci dans la colonne { $column }
import-payment-of-lease = ce paiement est déjà connu, pour le bail { $lease }
import-document-of-lease = ce document est du bail { $lease }
import-corrects-unknown = { $document } n’est pas un document connu
import-corrects-other-lease = le document { $document } est d’un autre bail, { $lease }
import-corrected-already = le document { $document } est déjà remplacé par { $other }
import-corrects-itself = ce document se remplace lui-même, directement ou par un autre

expected-text = un texte est attendu
expected-one-line = une seule ligne est attendue
expected-street = le numéro et la rue sont attendus
expected-postcode = un code postal de 5 chiffres est attendu
expected-date = une date est attendue, comme 31/07/2026 ou 2026-07-31
expected-term = un terme est attendu, comme 07/2026 ou 2026-07
expected-amount = un montant en euros est attendu, comme 412,37
expected-surface = une surface en m² est attendue, comme 64,5
expected-tenant-code = un code de { $digits } chiffres est attendu (dans un tableur, mettez la colonne au format texte)
expected-mobile = un numéro de portable français est attendu (06 ou 07), ou une cellule vide
expected-telephone = un numéro de téléphone est attendu, comme 03 21 00 00 00
expected-email = une adresse e-mail est attendue, comme agence@exemple.fr
expected-class = une lettre de A à G est attendue
expected-emergency = un motif, deux-points et un numéro sont attendus, comme « Ascenseur : 03 21 00 00 00 »
expected-document-kind = les types sont { $documents }
expected-line-kind = les natures sont { $lines }

summary = en plus : { $added } ; modifiés : { $changed }
summary-nothing = rien
summary-agencies = { $count } agences
summary-dwellings = { $count } logements
summary-leases = { $count } baux
summary-tenants = { $count } locataires
summary-documents = { $count } documents
summary-payments = { $count } paiements
summary-news = { $count } actualités
