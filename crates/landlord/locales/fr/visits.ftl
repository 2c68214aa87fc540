# The visits at an agency's counters, for its manager.

title = Visites à l’agence
period-one = le { $last }
period = du { $first } au { $last }
lead = { $agency }, { $period }.
figure = { $name } : <b>{ $count }</b>
figure-visits = Visites
figure-sign-ups = Comptes ouverts
figure-password-resets = Mots de passe changés
figure-new-numbers = Numéros changés
figure-minutes = Minutes
each = Chaque visite
none = Aucune visite.
left-out = { $count ->
    [one] Une visite plus ancienne se lit dans l’export du journal.
   *[other] { $count } visites plus anciennes se lisent dans l’export du journal.
}
column-day = Jour
column-hour = Heure
column-staff = Personne de l’agence
column-device = Poste
column-tenant = Locataire (nom caché)
column-done = Ce qui a été fait
check = Pour vérifier plus tard
check-lead = Gardez ce papier. La suite de chiffres et de lettres ci-dessous est l’empreinte du journal des visites. Avec elle, l’administrateur peut vérifier que le journal est resté le même (landlord journal verify --head).

done-purposes-added = accord complété
done-signed-up = compte ouvert
done-password-reset = mot de passe changé
done-new-number-proposed = numéro proposé
done-new-number-confirmed = numéro changé
done-approved = accord d’un collègue
done-consent-printed = accord imprimé
done-letter-printed = courrier imprimé
done-letter-posted = courrier demandé par la poste
