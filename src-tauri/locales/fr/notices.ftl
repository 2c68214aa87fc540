### A word on the desktop when a document has come, drawn by the system. It may stand on a locked screen: no amount, no name.

notice-title = { $landlord }
notice-body = Un nouveau document est arrivé dans votre { $product }.
notice-open = Ouvrir
