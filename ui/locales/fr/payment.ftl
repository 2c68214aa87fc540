### Payer mon loyer: the ways to pay, and a payment by card.

pay-by-card = Par carte bancaire
pay-card-lead = Vous pouvez payer tout, ou seulement une partie. Votre bailleur reçoit le paiement dès que votre banque l’accepte.
pay-card-open = Payer par carte
pay-card-offline = Pour payer par carte, il faut internet.
pay-card-unanswered = Votre bailleur ne répond pas pour le moment : vous pourrez payer par carte plus tard.

payment-amount-heading = Combien voulez-vous payer ?
payment-amount-legend = Choisissez
payment-amount-all = Tout : { $amount }
payment-amount-late = Seulement ce qui est en retard : { $amount }
payment-amount-other = Un autre montant
payment-amount-label = Montant à payer, en euros
payment-amount-hint = Par exemple 150 ou 150,50. Au plus { $amount }.

payment-check-heading = Vérifiez avant de payer
payment-check-amount = Vous allez payer
payment-check-left = Après ce paiement, il vous restera { $amount } à payer.
payment-check-nothing-left = Après ce paiement, vous n’aurez plus rien à payer.
payment-check-next = Ensuite
payment-check-steps =
    Votre navigateur internet s’ouvre sur la page de paiement : { $address }
    Tapez le numéro de votre carte sur cette page. L’Espace Locataire ne le voit jamais.
    Revenez ici : nous vous dirons si votre paiement est confirmé.
payment-pay = Aller à la page de paiement
busy-payment = Préparation de la page de paiement…
busy-giving-up = Abandon du paiement…

payment-heading-notBegun = Ce paiement n’a pas commencé
payment-heading-waiting = Paiement en attente
payment-heading-pageNotOpened = La page de paiement ne s’est pas ouverte
payment-heading-confirmed = Votre paiement est confirmé
payment-heading-refused = La banque a refusé le paiement
payment-heading-abandoned = Ce paiement est abandonné
payment-lead-notBegun = Rien n’a été payé.
payment-lead-waiting = Terminez sur la page de paiement, dans votre navigateur internet. Cette page se met à jour toute seule dès que votre banque a répondu.
payment-lead-pageNotOpened = Cet ordinateur n’ouvre pas de navigateur internet. Tant que vous n’avez pas tapé le numéro de votre carte, rien n’est payé.
payment-lead-confirmed = Votre bailleur a bien reçu cette somme. Vous trouverez le reçu ou la quittance dans « Mes quittances ».
payment-lead-refused = Rien n’a été payé. Vous pouvez essayer avec une autre carte, ou payer autrement. Pour savoir pourquoi, appelez votre banque.
payment-lead-abandoned = Rien n’a été payé.
payment-begun = Commencé le { $moment }
payment-elsewhere = Vous avez commencé ce paiement sur un autre ordinateur, ou une autre personne de votre bail l’a commencé. Terminez-le ou abandonnez-le. Ensuite, vous pourrez en commencer un autre.
payment-asking = Nous attendons la réponse de la banque…
payment-not-asked = Nous n’avons pas encore la réponse de votre banque. L’application la redemande toute seule. Ne payez pas une deuxième fois : si vous avez payé, rien n’est perdu.
payment-page-elsewhere = Vous pouvez payer quand même : ouvrez cette adresse dans un navigateur internet, ou lisez le code avec l’appareil photo de votre téléphone.
payment-page-then = Si vous payez ainsi, cette page se met à jour toute seule.
payment-page-address = Adresse de la page de paiement
payment-page-code = Code de la page de paiement, à lire avec un téléphone
payment-page-again = Ouvrir la page de paiement
payment-give-up = Abandonner ce paiement
payment-finish = Revenir à l’accueil
payment-again = Essayer encore
payment-documents = Mes quittances

payment-callout-waiting = Un paiement de { $amount } est en attente.
payment-callout-confirmed = Votre paiement de { $amount } est confirmé.
payment-callout-refused = La banque a refusé votre paiement de { $amount }. Rien n’a été payé.
payment-callout-abandoned = Votre paiement de { $amount } est abandonné. Rien n’a été payé.
payment-callout-notBegun = Votre paiement de { $amount } n’a pas commencé.
payment-follow = Voir ce paiement
payment-seen = J’ai vu

pay-rent = Payer mon loyer

pay-unknown = Votre bailleur n’a pas encore dit ici comment payer. Appelez votre agence.
pay-by-transfer = Par virement
pay-by-directDebit = Par prélèvement automatique
pay-by-cheque = Par chèque
pay-head-office = Adresse du siège
pay-by-cash = En espèces
pay-by-other = Autrement
transfer-lead = Dans l’application ou sur le site de votre banque, recopiez ces lignes.
transfer-payee = Bénéficiaire
transfer-iban = IBAN
transfer-bic = BIC
transfer-reference = Motif
transfer-amount = Montant
transfer-all = Pour tout payer en une fois, tapez { $amount } à la place du montant.
transfer-reference-why = Recopiez bien le motif : il dit à votre bailleur que ce virement est le vôtre.
transfer-code-name = Code à lire avec l’application de votre banque
transfer-code = Certaines applications de banque lisent ce code. Elles remplissent alors les lignes pour vous : vérifiez-les avant de valider. La vôtre ne le lit pas ? Recopiez les lignes.
copy = Copier
copied = Copié
copied-aloud = Copié : { $what }
