### Messages of the system's own: no window opens, or its page does not come.

native-title = { $heading } — Espace Locataire
native-close = Fermer
native-retry = Réessayer

stopped-heading = L’application ne peut pas s’ouvrir
stopped-policy = La configuration de cet ordinateur ne peut pas être lue. Prévenez la personne qui s’en occupe. { $detail }
stopped-counter-folder = Cet ordinateur ne donne pas de dossier privé à votre session. Prévenez la personne qui s’en occupe.
stopped-folder = L’application ne peut rien enregistrer dans le dossier { $folder }. Vérifiez que ce dossier est à vous, et que le disque n’est pas plein.
stopped-lock = Le dossier { $folder } est sur un disque partagé qui ne permet pas de verrouiller un fichier. Prévenez la personne qui s’occupe de cet ordinateur.
stopped-no-answer-heading = L’application est déjà ouverte, mais ne répond pas
stopped-no-answer = Fermez sa fenêtre et ouvrez l’application de nouveau. Si cela ne suffit pas, redémarrez l’ordinateur.
stopped-no-display = Aucun écran n’est disponible.
stopped-window = La fenêtre ne s’ouvre pas. Redémarrez l’ordinateur. Si cela continue, appelez votre bailleur.

page-stopped-heading = La page s’arrête sans cesse
page-stopped = Vos documents gardés sont toujours là. Réessayez, ou fermez l’application puis ouvrez-la de nouveau. Si cela continue, appelez votre bailleur.
