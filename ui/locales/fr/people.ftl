### The people of one computer.

people-heading = Qui êtes-vous ?
people-code = Code locataire : { $code }
people-code-aloud = Code locataire qui se termine par { $end }
people-unnamed = Code qui se termine par { $end }
people-somebody-else = Une autre personne
people-full = Cet ordinateur connaît déjà { $maxPeople } personnes. Retirez-en une pour en ajouter une autre.
people-remove = Retirer de cet ordinateur
people-not-me = Ce n’est pas moi
people-change = Changer de personne
people-change-name = Une autre personne veut se servir de l’application ?

person-removal-heading = Retirer { $person } de cet ordinateur ?
person-removal-lead = Ses documents enregistrés sur cet ordinateur seront effacés. Son compte reste chez le bailleur : à la prochaine connexion, les documents reviennent.
person-removal-unsent = Ce qui n’est pas encore parti, comme un message écrit sans internet, sera perdu.
person-removal-session = Un code protège cet espace : sans lui, l’application ne peut pas fermer la connexion chez le bailleur. Cet ordinateur restera dans la liste « Appareils connectés », sans pouvoir s’en servir. Pour l’en retirer, cette personne ouvre « Mon profil » sur un autre appareil, ou ici après s’être connectée de nouveau. Son agence peut aussi l’aider.
person-removal-confirm = Retirer
person-removal-cancel = Ne rien retirer
