/** A hyphen before a pronoun or « même »: « appelez-la », « vous-même ». */
const BEFORE_A_PRONOUN = /(?<=\p{L})-(?=(?:le|la|les|lui|leur|y|en|moi|toi|nous|vous|ce|ils?|elles?|on|t|mêmes?)(?!\p{L}))/gu;
/** A short name in guillemets: « Mon profil ». A longer one may need two lines in large letters. */
const SHORT_NAME = /«\u00a0[^»{}]{1,10}\u00a0»/gu;
const NAME = /^[a-zA-Z][\w-]* = /;

/** No line ends beside it, and it is not seen. The no-break hyphen (U+2011) is in none of our fonts. */
const JOINER = "\u2060";

/**
 * Joins a verb and its pronoun, a pronoun and « même », and the words of a short name in guillemets, in the sentences of a
 * Fluent file, so that no line ends between them. Files are written with plain hyphens and spaces there.
 * @param {string} source
 */
export const unbroken = (source) =>
  source
    .split("\n")
    .map((line) => {
      const name = NAME.exec(line)?.[0] ?? "";
      return name + line.slice(name.length).replace(BEFORE_A_PRONOUN, `-${JOINER}`).replace(SHORT_NAME, (quoted) => quoted.replaceAll(" ", "\u00a0"));
    })
    .join("\n");
