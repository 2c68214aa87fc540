//! The rent system's exports that the service imports: three tenants with their homes, rents and payments.

use std::{fs, path::Path};

use landlord::{config::Config, import::import_directory};

use super::{DURAND, Landlord};

impl Landlord {
    /// Imports the exports again, with another mobile of Mme Durand.
    pub async fn import_with_durand_mobile(&self, mobile: &str) {
        let exports = self.folder.path().join("exports");
        let file = exports.join("locataires.csv");
        let tenants = fs::read_to_string(&file).expect("read");
        let tenants: Vec<String> = tenants
            .lines()
            .map(|line| match line.rsplit_once(';') {
                Some((start, _)) if line.starts_with(DURAND) => format!("{start};{mobile}"),
                _ => line.to_owned(),
            })
            .collect();
        fs::write(&file, tenants.join("\n")).expect("written");
        let issuing = Config::demonstration(self.data()).issuing_landlord();
        import_directory(self.service.pool(), &issuing, &exports)
            .await
            .expect("imported");
    }
}

pub(super) fn write_exports(folder: &Path) {
    fs::create_dir(folder).expect("a folder");
    for (file, text) in [
        (
            "agences.csv",
            "agence;nom;adresse;code_postal;ville;telephone;email\n\
             A1;Agence de Lens;2 rue du Puits;62300;Lens;03 53 01 00 01;lens@exemple.fr\n",
        ),
        (
            "logements.csv",
            "logement;type;adresse;code_postal;ville;agence\n\
             L1;T3;12 rue des Lilas;62300;Lens;A1\nL2;T2;14 rue des Lilas;62300;Lens;A1\n\
             L3;T2;16 rue des Lilas;62300;Lens;A1\n",
        ),
        (
            "locataires.csv",
            "code_locataire;bail;date_debut_bail;logement;civilite;nom;prenom;date_naissance;portable\n\
             204518730961245;B1;01/03/2020;L1;Mme;DURAND;Jeanne;12/03/1958;06 39 98 00 61\n\
             204518730961246;B2;01/03/2020;L2;M.;LEFEBVRE;Paul;;06 39 98 00 62\n\
             204518730961247;B3;01/03/2020;L3;Mme;PETIT;Anne;12/03/1958;\n",
        ),
        (
            "documents.csv",
            "reference;bail;type;terme;date_emission;date_echeance\n\
             D1;B1;avis d’échéance;06/2026;25/06/2026;05/07/2026\nD2;B1;quittance;06/2026;08/07/2026;\n\
             D3;B2;avis d’échéance;06/2026;25/06/2026;05/07/2026\n",
        ),
        (
            "lignes.csv",
            "document;nature;libelle;montant\nD1;loyer;Loyer;400,00\nD1;APL;APL;-96,00\n\
             D2;loyer;Loyer;400,00\nD2;APL;APL;-96,00\nD3;loyer;Loyer;380,00\n",
        ),
        (
            "paiements.csv",
            "reference;bail;document;date;montant;mode\nP1;B1;D1;07/07/2026;304,00;virement\n",
        ),
    ] {
        fs::write(folder.join(file), text).expect("written");
    }
}
