# What a tenant agrees to at the counter, in two copies, or a form to be filled by hand.

title = Mon accord pour être aidé
copy-tenant = Exemplaire du locataire
copy-agency = Exemplaire de l’agence
moment = Le { $day } à { $time }, { $agency }.
# To be filled by hand: <1> is the day, <2> the hour.
moment-form = Le <1> à <2>, { $agency }.
name = Nom :
address = Adresse :
asked = J’ai demandé à <b>{ $staff }</b> de m’aider à utiliser { $product }. Pour savoir qui je suis, cette personne a regardé { $identityDocument }. Elle n’a pas noté son numéro et n’en a pas fait de copie.
# To be filled by hand: <1> is the name, <2> the papers to tick.
asked-form = J’ai demandé à <1> de m’aider à utiliser { $product }. Pour savoir qui je suis, cette personne a regardé <2>. Elle n’a pas noté son numéro et n’en a pas fait de copie.
asked-or = ou
agree = J’accepte qu’elle m’aide à
know = Ce que je sais
know-codes = Je tape moi-même le code reçu par SMS et mon mot de passe. Personne à l’agence ne les voit ni ne les connaît.
know-wiped = À la fin, tout ce qui me concerne est effacé de l’ordinateur de l’agence.
know-journal = { $landlord } garde une trace de cette visite : qui m’a aidé, quand et pour quoi faire. Je peux la voir dans <b>Mon profil</b>.
know-stop = Je peux arrêter à tout moment. Rien d’autre que ce qui est écrit ici ne sera fait.
signature-tenant = Signature du locataire
signature-agency = Signature de l’agence

identity-card = une carte d’identité
identity-passport = un passeport
identity-residence-permit = un titre de séjour
identity-driving-licence = un permis de conduire
identity-unknown = une pièce d’identité
purpose-sign-up = ouvrir mon compte
purpose-password-reset = choisir un nouveau mot de passe
purpose-new-number = changer le numéro de portable de mon dossier
purpose-receipts = afficher ou imprimer mes quittances
