### What several features share: how fresh a page is, one line for a document, what is owed.

freshness-synchronising = Mise à jour en cours…
freshness-upToDate = À jour au { $moment }
freshness-offline = Sans internet. Données du { $moment }.
freshness-stale = Données du { $moment }.
freshness-neverSynchronised = Données du { $moment }.
freshness-never = Pas encore mis à jour
freshness-never-offline = Sans internet pour le moment

kind-avis = Avis d’échéance
kind-quittance = Quittance de loyer
kind-recu = Reçu de paiement
kind-regularisation = Régularisation des charges
kind-unknown = Document

status-paid = Payé
status-partlyPaid = Payé en partie
status-due = À payer
status-overdue = En retard
status-settled = Soldé
status-forInformation = Pour information

standing-superseded = Remplacé
standing-withdrawn = Annulé
standing-missing = Plus dans votre dossier

owed-nothing = Vous êtes à jour. Vous n’avez rien à payer.
owed-credit = Votre bailleur vous doit { $amount }. Ce sera retiré de votre prochain loyer.
owed-to-pay = À payer
owed-late = En retard depuis le { $since }.
owed-late-part = Dont { $amount } en retard, depuis le { $since }.
owed-then = Et { $amount } au plus tard le { $date }.
owed-until = Au plus tard le { $date }.
