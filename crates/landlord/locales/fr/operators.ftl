# What operators read of the service in a terminal and in its log: errors, and what a command says.

application-minimum = [application] : la version minimum { $minimum } n’est pas sortie, la plus récente est { $newest }

command-listen = l’adresse { $value } ne peut pas être utilisée : { $cause }
command-tenant-code = « { $value } » n’est pas un code locataire : il a { $digits } chiffres
command-unknown-tenant = le locataire { $value } n’est pas dans la base : reprenez d’abord les exports
command-letter = le courrier ne peut pas être fait : { $reason }
command-tenant = la commande a échoué : { $reason }
command-payments = les paiements ne peuvent pas être lus : { $reason }
command-letter-file = le fichier { $path } ne peut pas être écrit : { $source }
command-openapi = la description OpenAPI ne peut pas être écrite : { $reason }

check-fatal = bloquant : { $fault }
check-fault = à corriger : { $fault }
check-none = Rien à corriger.
check-proxy = public-address est donnée et aucun proxy n’est cru : tous les locataires auraient la même adresse. Nommez votre proxy dans trusted-proxies, ou écrivez trusted-proxies = [] s’il ne transmet que TCP
check-public-address = public-address manque : les codes des documents mèneraient à http://{ $listen }. Donnez l’adresse https:// de votre proxy
check-nameless-address = public-address n’a qu’une adresse IP, et les clés de sécurité du personnel ne signent que pour un nom : donnez le nom de votre proxy
check-time-zone = le système ne connaît pas le fuseau horaire Europe/Paris : installez le paquet tzdata
check-no-sms = la section [sms] manque : nommez votre passerelle, ou écrivez gateway = "outbox" pour garder les SMS dans un fichier
check-no-mail = la section [mail] manque : nommez votre serveur, ou écrivez gateway = "outbox" pour garder les e-mails dans un fichier
check-foreign-file = le fichier { $path } est à « { $owner } », et le service ne pourra pas l’écrire : donnez-le au compte du service (chown)
check-readable-folder = d’autres comptes de la machine entrent dans le dossier { $path } : chmod 700 { $path }
check-readable-file = d’autres comptes de la machine lisent le fichier secret { $path } : chmod 600 { $path }
check-readable-secret = tous les comptes de la machine lisent le fichier secret { $path } : chmod o= { $path }
check-low-disk = le disque du dossier { $path } n’a plus que { $free } Mio libres : libérez de la place, il en faut au moins { $least }
check-nothing-imported = aucun export n’est encore repris dans { $path } : reprenez-en un par « landlord import DOSSIER », ou montez le disque des données s’il manque
check-data-file = data nomme { $path }, qui est un fichier : nommez un dossier
check-metrics-listen = metrics-listen et listen sont la même adresse ({ $value }) : donnez un autre port à metrics-listen
check-wide-proxies = trusted-proxies fait confiance à tout le réseau { $value }, où des locataires peuvent se trouver : nommez l’adresse de votre proxy
check-later-database = une version plus récente du service a écrit la base de données : remettez cette version, ou la sauvegarde d’avant
check-clock-behind = l’horloge de la machine est en retard sur le journal, dont la dernière entrée est du { $day } : réglez-la par NTP
check-clock-off = l’horloge de la machine est à { $seconds } s de celle de la passerelle SMS : réglez-la par NTP
check-unreachable-sms = la passerelle SMS ne répond pas : ouvrez-lui le pare-feu, et vérifiez endpoint dans [sms]
check-unreachable-mail = le serveur de courrier ne répond pas : ouvrez-lui le pare-feu, et vérifiez server dans [mail]
check-refused-sms = la passerelle SMS refuse le compte ({ $reason }) : vérifiez dans [sms] application-key et les fichiers secrets
check-refused-mail = le serveur de courrier refuse le compte ({ $reason }) : vérifiez account dans [mail]

config-missing-key = la clé { $key } manque
config-file = le fichier { $path } ne peut pas être lu : { $source }
config-robot-check-cost = robot-check-cost va de { $least } à { $most }
config-content = le fichier { $path } est à corriger : { $source }

endpoint-unreadable = l’adresse ne peut pas être lue

mail-server-unreadable = le serveur de courrier s’écrit smtps://hôte, starttls://hôte ou smtp://127.0.0.1
mail-server-clear = smtp:// sans TLS ne va que vers cette machine : écrire smtps:// ou starttls://

payee = le bénéficiaire d’un virement a un nom d’une ligne, de { $maxPayeeCharacters } caractères au plus

public-address-unreadable = l’adresse publique s’écrit https://espace.bailleur.example, en { $maxCharacters } caractères au plus
public-address-clear = l’adresse publique commence par https://

folder-foreign = le dossier { $path } est à « { $owner } » : lancez la commande sous ce compte, par sudo -u { $owner }
key-missing = la clé { $path } manque, et la base de données en a connu une : remettez votre copie de sauvegarde, ou lisez « landlord key replace --help » si elle est perdue
database-gone = la base de données { $path } manque, et ses clés sont là : montez son disque, ou remettez votre copie de sauvegarde. Pour une première installation, retirez aussi les clés
database-foreign = le fichier { $path } n’est pas la base de données du service, ou il est vide : remettez votre copie de sauvegarde. Pour une première installation, retirez-le, et les clés
key-unknown = la base de données, peut-être restaurée d’un autre jour, ne connaît pas la clé { $path } : remettez la copie de la clé faite avec cette base. S’il n’en reste aucune, mettez ce fichier de côté, puis lancez « landlord key replace --lost »
key-no-such = aucune clé en vigueur n’a l’identifiant « { $value } » : « landlord key list » les liste
key-in-use-service = cette clé est celle du service : changez-la d’abord, par « landlord key rotate »
key-in-use-documents = cette clé signe les documents : changez-la d’abord, par « landlord renew-key »
key-nothing-lost = aucune clé ne manque

password-list-unreadable = la liste de mots de passe { $path } ne peut pas être lue : { $source }
password-list-empty = la liste de mots de passe { $path } est vide
secret-file-unreadable = le fichier secret { $path } ne peut pas être lu : { $source }

network = « { $value } » n’est ni une adresse ni un réseau : « 10.0.0.5 » ou « 10.0.0.0/24 »

metrics-listen = « { $value } » : les compteurs s’écoutent sur cette machine seulement, par exemple « 127.0.0.1:9187 »

counter-agency = aucune agence ne s’appelle « { $asked } » ; il y a : { $known }
counter-taken = le nom « { $value } » est déjà pris
counter-unknown = « { $value } » n’est pas dans la base
counter-blocked = « { $value } » est bloqué. Débloquez d’abord ce compte : « landlord staff unblock { $value } »
counter-service = la base de données a échoué : { $reason }

smtp-setup-sender = l’adresse de l’expéditeur ne peut pas être utilisée : { $reason }
smtp-setup-tls = TLS ne peut pas être utilisé pour le courrier : { $reason }

ovh-setup-service-name = le nom du compte SMS ne peut pas être utilisé : { $reason }
ovh-setup-http = la passerelle SMS ne peut pas être utilisée : { $reason }

demonstration-exports = les données de démonstration ne peuvent pas être écrites : { $reason }
demonstration-counter = le guichet de démonstration ne peut pas être ouvert : { $reason }

service-key-file = la clé du service { $path } ne peut être ni lue ni créée : { $source }
service-key-damaged = la clé du service { $path } est abîmée : remettez votre copie de sauvegarde
service-key-random = le système ne donne pas de nombres aléatoires

messages-unknown = aucun message ne s’appelle « { $value } » : « landlord messages » les liste
messages-answer = la réponse ne peut pas être envoyée : { $reason }
messages-file = le fichier { $path } ne peut pas être écrit : { $source }
messages-service = les messages ne peuvent pas être lus : { $reason }

stripe-setup-no-signing-secret = [card] : signing-secret-file manque, Stripe signe ses événements
stripe-setup-endpoint = l’adresse du prestataire de paiement ne peut pas être utilisée
stripe-setup-http = le prestataire de paiement ne peut pas être joint : { $reason }

card-setup-twice = le prestataire de paiement { $value } est nommé deux fois dans la configuration

verify-file = le fichier { $path } ne peut pas être lu : { $source }
verify-no-code = aucun code de vérification n’a été trouvé : ouvrez le document, lisez son code, et collez-le ici
verify-keys = les clés publiées par { $address } ne peuvent pas être lues : { $source }
verify-service = la vérification a échoué : { $reason }

serve-lock-taken = « landlord serve » est déjà en marche sur le dossier { $path } : arrêtez-le d’abord
serve-lock-file = le fichier { $path } ne peut pas être verrouillé : { $source }
service-folder = le dossier { $path } ne peut pas être créé : { $source }
service-store = la base de données ne peut pas être ouverte : { $reason }
service-migration = la base de données ne peut pas être mise à jour : { $reason }
service-to-migrate = la base de données est d’une version antérieure, et seul le service la met à jour : redémarrez-le avec ce programme, puis relancez la commande
service-hashing = les mots de passe ne peuvent pas être protégés : { $reason }

typesetting-template = le modèle de document est à corriger, { $place } : { $message }
typesetting-standard = les normes PDF/UA-1 et PDF/A-2a ne sont pas disponibles ensemble : { $reason }
typesetting-facts = le document ne peut pas être lu par le modèle : { $reason }

# What the commands print.
message-answered = Réponse envoyée : le locataire la verra à l’ouverture de son Espace Locataire.
letter-waiting = { $code }  demandé le { $day }  { $agency }
letter-written = Courrier écrit, valable { $days } jours et une seule fois : { $path }
letter-code = Code du courrier, valable { $days } jours et une seule fois : { $code }
new-key = Nouvelle clé publique : { $key }
key-taken = Un service en marche la prend en compte dans la minute.
key-back-up = Sauvegardez maintenant le dossier des données : les copies d’avant ne s’ouvrent plus avec cette base.
key-rotated = Nouvelle clé du service : { $id }. Ce qui a été fait avec les précédentes reste valable.
key-use-service = service
key-use-documents = documents
key-since = connue depuis le { $day }
key-in-use = en service
key-retired = remplacée le { $day }
key-revoked = révoquée le { $day }
key-revoked-service = Clé { $id } révoquée. Ne valent plus : les codes SMS et les courriers en attente, les codes d’activation, les seconds facteurs et les codes de secours du personnel donnés avant le { $day } (landlord staff reset), et ce qui ouvre sans code une archive verrouillée avant.
key-revoked-documents = Clé { $id } révoquée : aucun document signé avec elle n’est plus authentique.
key-replaced-service = Nouvelle clé du service : { $id }. Ne valent plus : les codes SMS et les courriers en attente, tous les codes d’activation, seconds facteurs et codes de secours du personnel (landlord staff reset), et ce qui ouvre sans code une archive verrouillée avant.
key-replaced-documents = Nouvelle clé des documents : { $id }. Les documents signés avant restent authentiques, si la base de données connaît leur clé.
demo-data = Données de démonstration — { $summary }
demo-service = Service du bailleur : { $address }
demo-phone = Téléphone de démonstration : { $address }
demo-device = Poste d’agence : { $device }
demo-staff = nom de connexion { $login }, mot de passe { $password } ; son code est sur le téléphone de démonstration
demo-tenants = Locataires à essayer :
demo-tenant = code locataire { $code }, portable { $mobile } — { $name }, { $what }
staff-code = Code pour commencer, valable { $days } jours et une seule fois : { $code }
staff-code-where = Il se tape sur un poste inscrit, avec le nom « { $login } ».
staff-closed = Compte fermé : { $login }
staff-blocked = Compte bloqué : { $login }
staff-unblocked = Compte débloqué : { $login }
staff-signed-out = Déconnecté de tous les postes : { $login }
staff-shown = { $login } : { $name }, { $agency }, { $role }
staff-closed-since = fermé depuis le { $when }
staff-blocked-since = bloqué depuis le { $when }
staff-sessions = { $any ->
    [no] Connecté nulle part
   *[yes] Postes connectés : { $count } ({ $names })
}
staff-recovery-codes = Codes de secours restants : { $count }
tenant-shown = Locataire { $code }, { $agency }
tenant-no-account = Aucun compte
tenant-account = Compte créé le { $created }, adresse e-mail { $confirmed ->
    [yes] confirmée
   *[no] pas encore confirmée
}
tenant-no-mobile = Aucun portable
tenant-mobile = Portable : { $mobile }
tenant-closed = Fermé à tous depuis le { $when }, { $by ->
    [link] par le lien « Ce n’est pas moi »
    [staff] par l’agence
   *[operator] par « landlord tenant block »
}
tenant-reset = Mot de passe choisi avec un code SMS le { $when }
tenant-pending = Changements de numéro ou d’adresse en attente : { $count }
tenant-devices = { $any ->
    [no] Connecté nulle part
   *[yes] Appareils connectés : { $count } ({ $names })
}
tenant-blocked = Compte fermé à tous : { $code }. Le locataire et l’agence sont prévenus.
tenant-unblocked = Compte ouvert de nouveau : { $code }
tenant-signed-out = Appareils déconnectés : { $code }
staff-manager = responsable
staff-helper = accueil
staff-active = actif
staff-to-activate = à activer
device-added = Poste inscrit. Ajoutez ceci à sa configuration, lisible du seul compte de l’agence :
device-closed = Poste fermé : { $name }
journal-entries = { $entries } entrées en ordre.
journal-head = Empreinte : { $head }
journal-broken = L’entrée { $number } n’est pas celle qui a été écrite, ou elle manque.
mail-echo = E-mail à { $to } : { $subject }
journal-cut = L’empreinte donnée n’est pas dans le journal : il a été coupé ou récrit.

# A tenant's message.
messages-files = , pièces jointes : { $count }
messages-sent = nouveau
messages-read = lu
messages-answered = répondu
messages-title = Message { $id } du { $day }
messages-from = De : { $name }, code locataire { $code }
messages-to = À : { $agency }
messages-subject = Objet : { $subject }
messages-answer-of = Réponse du { $day } :
messages-subject-payment-plan = payer en plusieurs fois
messages-subject-rent = loyer, charges, documents
messages-subject-repair = réparation
messages-subject-other = autre demande

# What the check of a document found.
finding-genuine = AUTHENTIQUE : { $landlord } a émis un document qui dit ceci.
finding-replaced = REMPLACÉ : { $landlord } a émis un document qui dit ceci, puis l’a remplacé par un autre.
finding-withdrawn = ANNULÉ : { $landlord } a émis par erreur un document qui dit ceci, puis l’a annulé. Il ne prouve plus rien.
finding-not-genuine = PAS AUTHENTIQUE : aucun document de { $landlord } n’a ce code. Ne vous y fiez pas.
finding-compare = Comparez avec le document : s’il dit autre chose, il a été changé.
finding-identical = Ce fichier est, octet pour octet, celui que donne le service.
finding-different = Ce fichier n’est pas celui que donne le service aujourd’hui : un paiement est arrivé depuis, le modèle a changé, ou le fichier a été changé.
finding-not-known = Si le document a été remplacé ou annulé depuis, cela ne se voit pas ici, mais sur la page du bailleur.
finding-fact = { $name } : { $value }
fact-document = Document
fact-term = Terme
fact-issued = Émis le
fact-tenants = Locataires
fact-dwelling = Logement
fact-total = Total
fact-paid = Reçu
fact-last-payment = Dernier paiement le
fact-siret = SIRET du bailleur
fact-correction = Correction
fact-supersedes = il remplace un document émis avant

# What changed in a document.
changed-lease = le bail
changed-kind = le type
changed-term = le terme
changed-issued = la date d’émission
changed-due = la date d’échéance
changed-lines = les lignes
changed-supersedes = le document remplacé
template-line = ligne { $line }
template-no-line = sans ligne
