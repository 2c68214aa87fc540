/**
 * All screens except the first ones (`screens.js`), the panels, and their texts. They are a separate script, so
 * that the first paint does not wait for anything that it does not show.
 */
import "./other-texts.js";
import { contactAgency } from "./features/agency/contact-agency.js";
import { landlord } from "./features/agency/landlord.js";
import { counterDesk } from "./features/counter/desk.js";
import { counterBar, endQuestion, visitCountdown } from "./features/counter/frame.js";
import { handOver, numberConfirmed } from "./features/counter/hand-over.js";
import { staffActivation, staffRecoveryCodes, staffSecondFactor } from "./features/counter/staff-activation.js";
import { securityKeys } from "./features/counter/security-keys.js";
import { staffPassword } from "./features/counter/staff-password.js";
import { staffCheck, staffSignIn } from "./features/counter/staff-sign-in.js";
import { tenantsFound } from "./features/counter/tenants-found.js";
import { visitApproval } from "./features/counter/visit-approval.js";
import { visitClosing } from "./features/counter/visit-closing.js";
import { visitConsent } from "./features/counter/visit-consent.js";
import { visitIdentity } from "./features/counter/visit-identity.js";
import { visitReason } from "./features/counter/visit-reason.js";
import { visitReopening } from "./features/counter/visit-reopening.js";
import { visitNewNumber } from "./features/counter/visit-new-number.js";
import { visit } from "./features/counter/visit.js";
import { displayPanel } from "./features/display/display-panel.js";
import { receipts } from "./features/documents/receipts.js";
import { dwelling } from "./features/dwelling/dwelling.js";
import { helpPanel } from "./features/help/help-panel.js";
import { leaflet } from "./features/help/leaflet.js";
import { keyringLocked } from "./features/keyring/keyring-locked.js";
import { dataPanel, termsPanel } from "./features/legal/legal-panels.js";
import { lockCountdown } from "./features/lock/countdown.js";
import { locked } from "./features/lock/locked.js";
import { pinChoice } from "./features/lock/pin-choice.js";
import { pinOffer } from "./features/lock/pin-offer.js";
import { pinRemoval } from "./features/lock/pin-removal.js";
import { messages } from "./features/messages/messages.js";
import { newMessage } from "./features/messages/new-message.js";
import { signOutCheck } from "./features/messages/sign-out-check.js";
import { proxyPanel } from "./features/network/proxy-panel.js";
import { cardPayment } from "./features/payment/card-payment.js";
import { paymentAmount } from "./features/payment/payment-amount.js";
import { paymentCheck } from "./features/payment/payment-check.js";
import { waysToPay } from "./features/payment/ways-to-pay.js";
import { people, personRemoval } from "./features/people/people.js";
import { profileConsent } from "./features/profile/consent.js";
import { profileDeletion } from "./features/profile/deletion.js";
import { profileDevices } from "./features/profile/devices.js";
import { profileEmail } from "./features/profile/email.js";
import { profileLandline } from "./features/profile/landline.js";
import { profileMailCode } from "./features/profile/mail-code.js";
import { profileMobileCode } from "./features/profile/mobile-code.js";
import { profileMobile } from "./features/profile/mobile.js";
import { profileNewPassword } from "./features/profile/new-password.js";
import { profile } from "./features/profile/overview.js";
import { profilePasswordAgain } from "./features/profile/password-again.js";
import { rentAccount } from "./features/rent-account/rent-account.js";
import { signInCode } from "./features/sign-in/sign-in-code.js";
import { signIn } from "./features/sign-in/sign-in.js";
import { beforeYouStart } from "./features/sign-up/before-you-start.js";
import { signUpDetails } from "./features/sign-up/details.js";
import { done } from "./features/sign-up/done.js";
import { letter } from "./features/sign-up/letter.js";
import { password } from "./features/sign-up/password.js";
import { phone } from "./features/sign-up/phone.js";
import { resumeEnrolment } from "./features/sign-up/resume-enrolment.js";
import { smsCode } from "./features/sign-up/sms-code.js";
import { tenantCode } from "./features/sign-up/tenant-code.js";
import { accountDeleted, welcome } from "./features/sign-up/welcome.js";
import { supportPanel } from "./features/support/support-panel.js";

/** @type {Record<import("./wizard.js").Panel, (wizard: import("./wizard.js").Wizard) => unknown>} */
export const panels = { help: (wizard) => [helpPanel(wizard), leaflet(wizard)], display: displayPanel, "terms-of-use": termsPanel, "personal-data": dataPanel, "end-visit": endQuestion, proxy: proxyPanel, support: supportPanel };

export const counter = { bar: counterBar };

/** @param {import("./wizard.js").Wizard} wizard @param {number} seconds */
export const countdown = (wizard, seconds) => (wizard.counter ? visitCountdown : lockCountdown)(wizard, seconds);

export const screens = {
  keyringLocked,
  welcome,
  beforeYouStart,
  tenantCode,
  phone,
  smsCode,
  signUpDetails,
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
  signOutCheck,
  profile,
  profileEmail,
  profileMobile,
  profileMobileCode,
  profileMailCode,
  profileLandline,
  profilePasswordAgain,
  profileNewPassword,
  profileConsent,
  profileDevices,
  profileDeletion,
  accountDeleted,
  staffSignIn,
  staffActivation,
  staffSecondFactor,
  staffRecoveryCodes,
  staffCheck,
  staffPassword,
  securityKeys,
  counterDesk,
  tenantsFound,
  visitReason,
  visitIdentity,
  visitConsent,
  visit,
  visitNewNumber,
  visitApproval,
  visitClosing,
  visitReopening,
  handOver,
  numberConfirmed,
};
