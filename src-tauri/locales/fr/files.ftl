# The names of saved, printed and opened files, without their ending. They tell nothing of the tenant (S17).

file-document-avis = avis-echeance-{ $term }
file-document-quittance = quittance-{ $term }
file-document-recu = recu-{ $term }
file-document-regularisation = regularisation-{ $term }
file-document-unknown = document-{ $term }
file-counter-paper = accord
file-export = mes-donnees

# The title of the dialog that asks where to save.
file-save = Enregistrer un fichier
