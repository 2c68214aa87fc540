# What an administrator reads of the configuration, in the log and on the window's first screen.

policy-content = { $origin }, ligne { $line } : { $message }
policy-address = { $origin } : l’adresse du service « { $address } » doit commencer par https://
policy-logo = { $origin } : le logo « { $path } » doit être un fichier SVG ou PNG de { $kilobytes } Ko au plus
policy-too-often = { $origin } : « check-every » doit être d’au moins { $minutes } minutes, par exemple "{ $hours }h"
policy-proxy = { $origin } : « proxy » doit être "system", "none" ou l’adresse d’un proxy, sans nom ni mot de passe, par exemple "http://proxy.exemple.fr:3128"
