/** The screens but the first of a tenant at home (`index.js`), the panels, and their texts, in a script of their own: the first picture waits for nothing that it does not show. */
import "../other-texts.js";
import { counterBar, countdown } from "../counter/frame.js";
import { displayPanel } from "../parts/display-panel.js";
import { helpPanel } from "../parts/help-panel.js";
import { leaflet } from "../parts/leaflet.js";
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
import { cardPayment } from "./card-payment.js";
import { contactAgency } from "./contact-agency.js";
import { counterDesk, tenantsFound } from "./counter-desk.js";
import { done } from "./done.js";
import { dwelling } from "./dwelling.js";
import { landlord } from "./landlord.js";
import { letter } from "./letter.js";
import { locked } from "./locked.js";
import { messages } from "./messages.js";
import { newMessage } from "./new-message.js";
import { password } from "./password.js";
import { paymentAmount } from "./payment-amount.js";
import { paymentCheck } from "./payment-check.js";
import { people, personRemoval } from "./people.js";
import { phone } from "./phone.js";
import { pinChoice } from "./pin-choice.js";
import { pinOffer } from "./pin-offer.js";
import { pinRemoval } from "./pin-removal.js";
import { profile } from "./profile.js";
import { receipts } from "./receipts.js";
import { rentAccount } from "./rent-account.js";
import { resumeEnrolment } from "./resume-enrolment.js";
import { signIn } from "./sign-in.js";
import { accountMobileCode, signInCode, smsCode } from "./sms-code.js";
import { staffActivation, staffCheck, staffPassword, staffRecoveryCodes, staffSecondFactor, staffSignIn, visitApproval } from "./staff.js";
import { tenantCode } from "./tenant-code.js";
import { handOver, numberConfirmed, visit, visitConsent, visitIdentity, visitNewNumber } from "./visit.js";
import { waysToPay } from "./ways-to-pay.js";
import { accountDeleted, welcome } from "./welcome.js";

/** @type {Record<"help" | "display", (wizard: import("../wizard.js").Wizard) => unknown>} */
export const panels = { help: (wizard) => [helpPanel(wizard), leaflet(wizard)], display: displayPanel };

export const counter = { bar: counterBar, countdown };

export const screens = {
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
  locked,
  pinOffer,
  pinChoice,
  pinRemoval,
  people,
  personRemoval,
  receipts,
  rentAccount,
  waysToPay,
  paymentAmount,
  paymentCheck,
  cardPayment,
  dwelling,
  landlord,
  messages,
  newMessage,
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
  staffSignIn,
  staffActivation,
  staffSecondFactor,
  staffRecoveryCodes,
  staffCheck,
  staffPassword,
  counterDesk,
  tenantsFound,
  visitIdentity,
  visitConsent,
  visit,
  visitNewNumber,
  visitApproval,
  handOver,
  numberConfirmed,
};
