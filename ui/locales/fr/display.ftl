### Affichage.

display-text-size = Taille du texte
display-text-size-100 = Normale
display-text-size-125 = Grande
display-text-size-150 = Très grande
display-text-size-200 = Double
display-contrast = Contraste
display-contrast-normal = Normal
display-contrast-strong = Contraste fort
display-appearance = Couleurs
display-appearance-light = Clair
display-appearance-dark = Sombre
display-appearance-automatic = Automatique, comme l’ordinateur
