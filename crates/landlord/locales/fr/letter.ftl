# The letter with a code for a tenant whose number is not on file: one page.

title = Votre code pour { $product }
written-on = Le { $writtenOn }
greeting = Bonjour,
lead = Ce courrier vous donne un code. Avec ce code, vous pouvez ouvrir votre compte <b>{ $product }</b>, ou le retrouver. Il sert même si nous ne connaissons pas votre numéro de portable.
code = Le code de ce courrier
works-until = Il est valable <b>une seule fois</b>, jusqu’au <b>{ $worksUntil }</b>.
steps = Que faire ?
step-1 = Ouvrez { $product } et cliquez sur <b>Inscription</b>.
step-2 = Tapez votre <b>code locataire</b> : les { $tenantCodeDigits } chiffres en haut à droite de votre quittance.
step-3 = Cliquez sur <b>Je ne connais pas ce numéro</b>, puis sur <b>J’ai reçu un courrier</b>.
step-4 = Tapez le code de ce courrier et votre numéro de portable.
step-5 = Vous recevez un SMS. Tapez son code, puis choisissez un mot de passe.
warning = <b>Ne donnez ce code à personne.</b> Personne chez { $landlord } ne vous le demandera.
help = Besoin d’aide ?
help-lead = Appelez votre agence, ou allez-y. Vous n’attendiez pas ce courrier ? Appelez aussi votre agence.
telephone = Téléphone : <b>{ $telephone }</b>
