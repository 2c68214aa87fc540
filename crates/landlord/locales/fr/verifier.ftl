# The page that checks the code of a document. « <b> » is set in bold.

title = Vérifier un document de loyer – { $landlord }
heading = Vérifier un document de loyer
no-script = Cette page a besoin de JavaScript. Sans lui, appelez { $landlord } au { $telephone }.
under-way = Vérification en cours…
genuine = ✓ Ce document est authentique
genuine-text = { $landlord } l’a émis, et il dit ce qui suit. <b>Comparez</b> : si le document que vous avez en main dit autre chose, il a été changé.
replaced = Ce document a été remplacé
replaced-text = { $landlord } l’a émis, puis corrigé par un document plus récent. <b>Demandez le plus récent.</b> L’ancien disait ceci.
withdrawn = ✗ Ce document a été annulé
withdrawn-text = { $landlord } l’avait émis par erreur. <b>Il ne prouve plus rien.</b> Il disait ceci.
not-genuine = ✗ Ce document n’est pas authentique
not-genuine-text = Aucun document de { $landlord } n’a ce code. Ne vous y fiez pas. Si vous avez copié le code vous-même, recommencez : il suffit d’un signe oublié. En cas de doute, appelez le { $telephone }.
failed = La vérification n’a pas pu se faire
failed-text = Ce n’est pas un signe que le document est faux. Vérifiez votre connexion à internet, puis réessayez.
too-many = Trop de vérifications pour le moment
too-many-text = Réessayez dans une heure, ou appelez le { $telephone }.
again = Réessayer
code = Code ou lien du document
code-where = Lisez avec votre téléphone le code imprimé en bas du document. Dans un fichier PDF, cliquez sur ce code, ou copiez son lien ici.
check = Vérifier
to-know = À savoir
to-know-address = Cette page est à l’adresse <b>{ $page }</b>. Si votre navigateur en montre une autre, ne vous fiez pas à la réponse : un faux document peut mener à une fausse page.
to-know-labels = Les libellés des lignes ne sont pas dans le code : les montants sont ajoutés par nature.
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
