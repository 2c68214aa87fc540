# What an administrator reads of the configuration, in the log and on the window's first screen.

policy-content = { $origin }, ligne { $line } : { $message }
policy-address = { $origin } : l’adresse du service « { $address } » doit commencer par https://
policy-logo = { $origin } : le logo « { $path } » doit être un fichier SVG ou PNG de { $kilobytes } Ko au plus
policy-too-often = { $origin } : « check-every » doit être d’au moins { $minutes } minutes, par exemple "{ $hours }h"
