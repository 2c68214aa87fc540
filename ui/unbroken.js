/** A hyphen before a pronoun: « appelez-la ». */
const BEFORE_A_PRONOUN = /(?<=\p{L})-(?=(?:le|la|les|lui|leur|y|en|moi|toi|nous|vous|ce|ils?|elles?|on|t)(?!\p{L}))/gu;
const NAME = /^[a-zA-Z][\w-]* = /;

/**
 * Joins a verb and its pronoun with U+2011 in the sentences of a Fluent file, so that no line ends between them. Files
 * are written with the hyphen of the keyboard.
 * @param {string} source
 */
export const unbroken = (source) =>
  source
    .split("\n")
    .map((line) => {
      const name = NAME.exec(line)?.[0] ?? "";
      return name + line.slice(name.length).replace(BEFORE_A_PRONOUN, "\u2011");
    })
    .join("\n");
