### Mon bailleur, and Contacter votre agence.

landlord-heading = Mon bailleur
landlord-agency = Votre agence
landlord-head-office = Le siège
landlord-website = Site internet

landlord-write = Écrire à mon agence
landlord-messages = Voir mes messages

contact-lead-number = Votre agence peut enregistrer votre nouveau numéro, puis vous envoyer un code par la poste. Quand il arrive, revenez ici.
contact-lead-code = Votre agence peut retrouver votre code locataire avec vous.
contact-lead-sms = Votre agence peut vérifier le numéro de votre dossier. S’il a changé, elle vous envoie un code par la poste. Quand il arrive, revenez ici.
contact-lead-email = Sans adresse e-mail, vous ne pouvez pas ouvrir de compte ici. Votre agence peut vous aider à en avoir une. Elle peut aussi vous donner vos quittances sur papier, gratuitement.
contact-lead-signIn = Votre agence peut vous aider à vous connecter.
contact-lead-general = Votre agence peut vous aider à continuer.
contact-say-number = Dites : « Mon numéro de téléphone a changé. »
contact-say-code = Dites : « Je ne connais pas mon code locataire. »
contact-say-sms = Dites : « Je ne reçois pas le SMS de l’application. »
contact-say-email = Dites : « Je n’ai pas d’adresse e-mail. »
contact-say-signIn = Dites : « Je n’arrive pas à me connecter. »
contact-say-general = Dites : « Je voudrais ouvrir mon compte de locataire. »
contact-card = Votre agence
contact-not-mine = Ce n’est pas votre agence ? Vérifiez votre code locataire :
contact-hours = Horaires
contact-address = Adresse
contact-email = E-mail
contact-copy = Copier
contact-print = Imprimer
contact-copied = C’est copié.
contact-letter = Votre agence vous a déjà envoyé un courrier avec un code ?
