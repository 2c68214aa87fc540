### The network on the way: the name and the password of a proxy.

proxy-heading = Votre réseau demande un mot de passe
proxy-lead = Cet ordinateur va sur internet par un réseau fermé : celui d’une agence, d’une médiathèque, d’une entreprise. Demandez le nom et le mot de passe à la personne qui s’en occupe.
proxy-not-yours = Ce n’est pas le mot de passe de votre compte { $product }.
proxy-server = Réseau : { $server }
proxy-name-label = Nom pour ce réseau
proxy-password-label = Mot de passe de ce réseau
proxy-kept = Cet ordinateur les garde, à l’abri, pour la prochaine fois.
proxy-not-kept = Ils sont oubliés quand la fenêtre se ferme.
proxy-asking = Vérification en cours…
proxy-continue = Continuer
