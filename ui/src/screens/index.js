/** One screen for each variant of `Step`. */
import { account } from "./account.js";
import { accountConsent } from "./account-consent.js";
import { accountDeletion } from "./account-deletion.js";
import { accountDevices } from "./account-devices.js";
import { accountEmail } from "./account-email.js";
import { accountLandline } from "./account-landline.js";
import { accountMobile } from "./account-mobile.js";
import { accountNewPassword } from "./account-new-password.js";
import { accountPasswordAgain } from "./account-password-again.js";
import { beforeYouStart } from "./before-you-start.js";
import { contactAgency } from "./contact-agency.js";
import { done } from "./done.js";
import { letter } from "./letter.js";
import { opening } from "./opening.js";
import { password } from "./password.js";
import { phone } from "./phone.js";
import { profile } from "./profile.js";
import { receipts } from "./receipts.js";
import { resumeEnrolment } from "./resume-enrolment.js";
import { signIn } from "./sign-in.js";
import { accountMobileCode, signInCode, smsCode } from "./sms-code.js";
import { tenantCode } from "./tenant-code.js";
import { accountDeleted, welcome } from "./welcome.js";

/** @typedef {import("../wizard.js").Wizard} Wizard */
/**
 * @typedef {object} Screen
 * @property {(wizard: Wizard) => string} heading the question, also the window's title
 * @property {(wizard: Wizard) => import("lit-html").TemplateResult} view
 * @property {(wizard: Wizard) => (() => void) | null} [back] what *Retour* does now; null or absent where there is none
 * @property {(wizard: Wizard, given: any) => unknown} [enter] gives what the screen keeps for itself; `given` came with the step
 * @property {(wizard: Wizard) => void} [leave] clears what may not stay
 * @property {(wizard: Wizard, failure: import("../bindings.ts").Failure) => void} [failed]
 * @property {() => void} [arrive] moves the focus when the same screen comes again with another step
 * @property {(wizard: Wizard) => string} [help] the name of its advice, where it is not the screen's own
 */

/** @type {Record<import("../bindings.ts").Step["screen"] | "opening", Screen>} */
export const screens = {
  opening,
  welcome,
  beforeYouStart,
  tenantCode,
  phone,
  smsCode,
  profile,
  password,
  done,
  contactAgency,
  letter,
  resumeEnrolment,
  signIn,
  signInCode,
  receipts,
  account,
  accountEmail,
  accountMobile,
  accountMobileCode,
  accountLandline,
  accountPasswordAgain,
  accountNewPassword,
  accountConsent,
  accountDevices,
  accountDeletion,
  accountDeleted,
};
