# Everything held about a tenant, to be read by the tenant.

title = Mes données dans { $product }
lead = Ce document réunit ce que <b>{ $landlord }</b> sait de vous dans { $product }, au { $madeOn }. Vous y avez droit à tout moment (règlement général sur la protection des données, articles 15 et 20).
unknown = non renseigné

you = Vous et votre logement
tenant = Locataire
tenant-code = Code locataire
dwelling = Logement
agency = Agence

account = Votre compte
email = Adresse e-mail
mobile = Téléphone portable
landline = Téléphone fixe
created = Compte ouvert
created-on = le { $createdOn }
password = Mot de passe
password-kept = nous ne le connaissons pas : nous pouvons seulement vérifier celui que vous tapez

consents = Vos accords
terms = Conditions d’utilisation
terms-on = acceptées le { $termsAcceptedOn }
consent-mails = E-mails envoyés par { $landlord }
consent-electronic-receipts = Quittances par voie électronique
consent-answer = { $given ->
    [yes] oui
   *[no] non
}
consent-since = { $answer }, depuis le { $day }
consent-proof = Vos réponses, de la première à la dernière, sont la preuve de vos accords. Si vous supprimez votre compte, elles sont gardées encore { $consentProofYears } ans au plus.
on-day = Le { $day }
consent-entry = { $consent }, { $answer }

devices = Vos appareils connectés
device-linux = Ordinateur sous Linux
device-windows = Ordinateur sous Windows
device-macos = Ordinateur Mac
device-unnamed = Appareil sans nom
device-seen = connecté depuis le { $first }, utilisé la dernière fois le { $last }
no-devices = Aucun.

documents = Vos documents de loyer
no-documents = Aucun.
documents-lead = Le détail de chaque document se lit dans { $product }, et dans le fichier JSON de vos données.
column-document = Document
column-month = Mois
column-issued = Émis le
column-amount = Montant
column-paid = Payé

left-out = Et aussi
left-out-in-json = { $count ->
    [one] Un autre élément se lit dans le fichier JSON de vos données.
   *[other] { $count } autres éléments se lisent dans le fichier JSON de vos données.
}

owed = Ce que vous devez, et ce que vous avez payé
today = Aujourd’hui
left-to-pay = { $balanceState ->
    [owed] { $balance } à payer
    [credit] Votre bailleur vous doit { $balance }
   *[settled] Rien à payer
}
owed-lead = Chaque opération se lit dans « Mon compte », et dans le fichier JSON de vos données.

payments = Vos paiements par carte
no-payments = Aucun.
payment = { $amount }, { $state }
payment-waiting = en attente
payment-confirmed = confirmé
payment-refused = refusé par la banque
payment-abandoned = abandonné
payment-unknown = en cours

messages = Vos messages à votre agence
no-messages = Aucun.
message-subject-payment-plan = Payer en plusieurs fois
message-subject-rent = Loyer, charges, documents
message-subject-repair = Réparation
message-subject-other = Autre demande
message-with-files = { $subject }, { $files ->
    [one] { $files } fichier
   *[other] { $files } fichiers
}
message-answered = Réponse du { $day } :

staff = Ce que votre agence a fait pour vous
no-staff = Rien.
staff-action = { $staff } ({ $agency }) { $action }
staff-visit-begun = vous a reçu à l’agence
staff-purposes-added = a noté que vous étiez d’accord pour autre chose
staff-sign-up-begun = vous a passé le clavier pour ouvrir votre compte
staff-signed-up = vous a aidé à ouvrir votre compte
staff-password-reset-begun = vous a passé le clavier pour choisir un mot de passe
staff-password-reset = vous a aidé à changer votre mot de passe
staff-new-number-proposed = a envoyé un code à un nouveau numéro
staff-new-number-confirmed = a enregistré votre nouveau numéro
staff-approved = a donné son accord pour un nouveau numéro ou un courrier
staff-consent-printed = a imprimé votre accord
staff-letter-printed = a imprimé un courrier d’inscription
staff-letter-posted = a demandé pour vous un courrier d’inscription par la poste
staff-visit-ended = a terminé la visite
staff-other = a agi pour vous
