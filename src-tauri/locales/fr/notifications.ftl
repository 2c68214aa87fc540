### A word on the desktop when a document has come, drawn by the system. It may stand on a locked screen: no amount, no name.

notification-title = { $landlord }
notification-body = Un nouveau document est arrivé dans votre { $product }.
notification-open = Ouvrir
