# The page that leads back from the payment page to the application.

title = Votre paiement — { $landlord }
heading = Revenez dans votre { $product }
text = C’est là que vous verrez si votre paiement est confirmé.
open = Ouvrir { $product }
otherwise = Si rien ne s’ouvre, cliquez sur la fenêtre { $product }. Vous pouvez fermer cette page.
