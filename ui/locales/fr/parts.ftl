### What several features share: how fresh a page is, one line for a document, what is owed.

freshness-synchronising = Mise à jour en cours…
freshness-upToDate = À jour au { $moment }
freshness-offline = Sans internet. Page du { $moment }.
freshness-unanswered = Votre bailleur ne répond pas. Page du { $moment }.
freshness-stale = Cette page date du { $moment }.
freshness-neverSynchronised = Cette page date du { $moment }.
freshness-never = Pas encore mis à jour
freshness-never-offline = Sans internet pour le moment
freshness-never-unanswered = Votre bailleur ne répond pas pour le moment

kind-avis = Avis d’échéance
kind-quittance = Quittance de loyer
kind-recu = Reçu de paiement
kind-regularisation = Régularisation des charges
kind-unknown = Document

status-paid = Payé
status-partlyPaid = Payé en partie
status-due = À payer
status-overdue = En retard
status-settled = Rien à payer
status-forInformation = Pour information
status-left = { $status } : reste { $left }

validity-superseded = Remplacé
validity-withdrawn = Annulé
validity-missing = N’est plus dans votre dossier

owed-nothing = Vous êtes à jour. Vous n’avez rien à payer.
owed-credit = Votre bailleur vous doit { $amount }. Vous paierez cette somme en moins sur votre prochain loyer.
owed-to-pay = À payer
owed-until = Au plus tard le { $date }.
owed-late = En retard : cette somme était à payer au plus tard le { $date }.
owed-late-several = En retard : la somme la plus ancienne était à payer au plus tard le { $date }.
owed-then = Puis { $amount } au plus tard le { $date }.
owed-then-undated = Puis { $amount }, sans date limite.
owed-total = En tout : { $amount }.

plan-ask = Demander à payer en plusieurs fois
proxy-open = Taper le nom et le mot de passe

file-saved = { $placed ->
    [yes] C’est enregistré : { $name }, dans le dossier { $folder }.
   *[no] C’est enregistré : { $name }.
}
file-open = Ouvrir ce fichier

countdown-heading = Êtes-vous toujours là ?
countdown-stay = Oui, continuer
