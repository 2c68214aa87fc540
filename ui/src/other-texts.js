/** Texts of the screens and panels that are loaded after the first ones (`locale.js`). */
import { takeTexts } from "./locale.js";

takeTexts(import.meta.glob("../locales/*/{agency,counter,display,documents,dossier,dwelling,help,keyring,leaflet,legal,lock,messages,network,people,profile,rent-account,sign-in,sign-up,support}.ftl", { import: "default", eager: true }));
