### What the landlord's support asks for on the telephone.

support = Pour le service d’assistance
support-lead = Au téléphone, votre bailleur peut vous demander ces informations. Elles ne disent ni qui vous êtes, ni où vous habitez.
support-copy = Tout copier
support-copied = C’est copié.
support-failed = Ces informations ne peuvent pas être lues.
support-unknown = Inconnu
support-line = { $name } : { $value }

support-version = Version de l’application
support-system = Système
support-engine = Moteur d’affichage
support-desktop = Bureau
support-service = Service du bailleur
support-secrets = Trousseau du système
support-secrets-keyring = Il fonctionne
support-secrets-memory = Il ne fonctionne pas
support-secrets-visit = Il n’est pas utilisé
support-archive = Documents gardés
support-archive-closed = Fermés : personne n’est connecté, ou le code n’a pas été tapé
support-archive-works = Le disque fonctionne
support-archive-readOnly = Le disque peut seulement être lu
support-archive-unusable = Le disque ne fonctionne pas
support-archive-kept = { $size }, format { $version }, fichiers abîmés : { $setAside }
support-free = Place libre sur le disque
support-synchronised = Dernière mise à jour
support-failures = Derniers échecs
support-no-failures = Aucun depuis l’ouverture
support-failure = { $moment } : { $codes } ({ $command })
