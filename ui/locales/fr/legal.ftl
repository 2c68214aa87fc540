### The terms of use, and what becomes of personal data (RGPD, art. 13). A landlord reads both before its tenants do (decision 0029).

legal-read-terms = Lire les conditions d’utilisation
legal-terms-where = À lire sur { $address }
legal-read-data = Lire ce que deviennent vos données

terms-heading = Conditions d’utilisation
terms-purpose = À quoi sert l’application
terms-purpose-text = { $landlord } propose { $product } à ses locataires. C’est gratuit. Vous y lisez vos quittances, vous voyez ce que vous devez, vous pouvez payer et écrire à votre agence. Rien ne vous y oblige : vous pouvez toujours vous adresser à votre agence.
terms-account = Votre compte
terms-account-text = Un compte est pour une seule personne. Votre mot de passe et les codes reçus par SMS sont à vous seul. Ne les donnez à personne, même à { $landlord }. Si quelqu’un d’autre s’en sert, changez votre mot de passe et appelez votre agence.
terms-documents = Ce que valent les documents
terms-documents-text = Les quittances et les avis d’échéance viennent de { $landlord }. Un paiement peut mettre quelques jours à apparaître. Si quelque chose n’est pas juste, appelez votre agence : votre bail et la loi passent avant ce qui est affiché.
terms-failures = Quand l’application ne marche pas
terms-failures-text = Une panne ou un entretien peuvent arrêter l’application. Vos droits et vos obligations de locataire ne changent pas. Les documents déjà gardés sur votre ordinateur restent lisibles.
terms-end = Arrêter
terms-end-text = Vous pouvez supprimer votre compte à tout moment, dans « Mon profil ». Votre bail ne change pas.
terms-contact = Qui vous répond

data-heading = Vos données
data-controller = Qui s’en occupe
data-controller-text = { $landlord } est responsable de vos données dans { $product }.
data-kinds = Ce que nous utilisons
data-kinds-text = Votre nom, votre code locataire, votre logement, vos documents et vos paiements viennent de votre dossier de locataire. Vous donnez vous-même votre adresse e-mail, vos numéros de téléphone et vos messages.
data-purposes = Pourquoi
data-purposes-text = Pour vous reconnaître, vous montrer vos documents, recevoir vos paiements et vos messages : il le faut pour votre bail et pour le compte que vous demandez. Pour les e-mails et pour les quittances par voie électronique, nous demandons votre accord. Vous pouvez le retirer à tout moment.
data-recipients = Qui les voit
data-recipients-text = Les personnes qui s’occupent de votre dossier chez { $landlord }. Les entreprises qui envoient nos SMS et nos e-mails, et qui reçoivent les paiements par carte, ont seulement ce qu’il leur faut pour cela. Il n’y a pas de publicité.
data-retention = Combien de temps
data-retention-text = Tant que vous avez un compte. Si vous le supprimez, ce que vous avez donné ici est effacé. La preuve de vos accords reste { $consentProofYears } ans au plus. Votre bail, vos quittances et vos paiements restent chez { $landlord } le temps que la loi demande.
data-computer = Sur cet ordinateur
data-computer-text = L’application y garde vos documents, sous une forme que les autres programmes ne peuvent pas lire. Ils s’effacent avec votre compte, ou quand vous vous retirez de cet ordinateur.
data-rights = Vos droits
data-rights-text = Dans « Mon profil », vous pouvez lire vos données, les corriger, en garder une copie et supprimer votre compte. Pour le reste, écrivez à { $landlord }. Si la réponse ne vous convient pas, vous pouvez vous adresser à la CNIL, qui protège les données personnelles (www.cnil.fr).
data-contact = À qui écrire
