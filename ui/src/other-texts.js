/** What the screens and panels say that do not come first (`locale.js`). */
import { takeTexts } from "./locale.js";

takeTexts(import.meta.glob("../locales/*/{account,counter,help,leaflet,people,pin,sign-in,sign-up}.ftl", { import: "default", eager: true }));
