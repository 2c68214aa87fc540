# The page that checks the code of a document. « <b> » is set in bold.

title = Vérifier un document de loyer – { $landlord }
heading = Vérifier un document de loyer
no-script = Cette page ne marche pas dans ce navigateur (JavaScript est arrêté). Essayez avec un autre, ou appelez { $landlord } au { $telephone }.
under-way = Vérification en cours…
genuine = ✓ Ce document est authentique
genuine-text = { $landlord } l’a émis, et il dit ce qui suit. <b>Comparez</b> : si le document que vous avez en main dit autre chose, il a été changé.
replaced = Ce document a été remplacé
replaced-text = { $landlord } l’a émis, puis corrigé par un document plus récent. <b>Demandez le plus récent.</b> L’ancien disait ceci.
withdrawn = ✗ Ce document a été annulé
withdrawn-text = { $landlord } l’avait émis par erreur. <b>Il ne prouve plus rien.</b> Il disait ceci.
not-genuine = ✗ Ce document n’est pas authentique
not-genuine-text = Aucun document de { $landlord } n’a ce code. Ne faites pas confiance à ce document. Vous avez copié le code vous-même ? Recommencez : vous avez peut-être oublié un signe. Un doute ? Appelez le { $telephone }.
failed = La vérification n’a pas pu se faire
failed-text = Cela ne veut pas dire que le document est faux. Vérifiez votre connexion à internet, puis réessayez.
too-many = Trop de vérifications pour le moment
too-many-text = Réessayez dans une heure, ou appelez le { $telephone }.
again = Réessayer
code = Code ou lien du document
code-where = Lisez avec votre téléphone le code imprimé en bas du document. Dans un fichier PDF, cliquez sur ce code, ou copiez son lien ici.
check = Vérifier
to-know = À savoir
to-know-address = Cette page est à l’adresse <b>{ $page }</b>. Votre navigateur montre une autre adresse ? Ne croyez pas la réponse : un faux document peut mener à une fausse page.
to-know-labels = Cette page ne donne pas le nom exact de chaque ligne. Elle additionne les montants du même type.
to-know-kept = Le code n’est ni gardé ni noté par { $landlord }.

# The names of the facts.
document = Document
kind-no-quittance = { $kind } : ce n’est pas une quittance
term = Mois
issued-on = Émis le
tenants = Locataires
dwelling = Logement
line-rent = Loyer
line-charges = Provisions pour charges
line-regularisation = Régularisation des charges
line-apl = Aide au logement (APL)
line-rls = Réduction de loyer de solidarité (RLS)
line-sls = Supplément de loyer de solidarité (SLS)
line-earlierBalance = Solde antérieur
line-payment = Paiement
line-other = Autres lignes
amount = Total
paid = Reçu par le bailleur
paid-on = Dernier paiement le
siret = SIRET du bailleur
correction = Correction
supersedes = Ce document en remplace un autre
# How the first day of a month is written, of « 1 août 2026 ».
first-of-month = 1er
