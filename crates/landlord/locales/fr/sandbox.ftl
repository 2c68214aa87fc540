# The payment page of the demonstration.

title = Paiement de démonstration
notice = Paiement de démonstration : aucune carte, aucun argent
accept = Payer
confirm = Payer, avec un code de la banque (3-D Secure)
refuse = La banque refuse
later = La banque répond plus tard
silence = La banque ne répond jamais
give-up = Abandonner
confirm-accept = Valider le code de la banque
confirm-refuse = Code refusé
