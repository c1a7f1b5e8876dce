import { emailAddress } from '../email-address';
import { all, embedded, type MessageRule, onlyTrue, optional, runes } from '../validation';
import { id, sendEmailVerificationCode } from './rules';

const sendCode: MessageRule['fields'][number] = ['SendCode', 'sendCode', embedded(sendEmailVerificationCode)];

export const setEmail: MessageRule = {
  name: 'SetEmailRequest',
  fields: [
    ['UserId', 'userId', id],
    ['Email', 'email', all(runes(1, 200), emailAddress)],
    sendCode,
    ['IsVerified', 'isVerified', optional(onlyTrue)],
  ],
};

export const setPhone: MessageRule = {
  name: 'SetPhoneRequest',
  fields: [
    ['UserId', 'userId', id],
    ['Phone', 'phone', runes(1, 200)],
    ['IsVerified', 'isVerified', optional(onlyTrue)],
  ],
};

export const resendEmailCode = codeRequest('ResendEmailCodeRequest');
export const sendEmailCode = codeRequest('SendEmailCodeRequest');
export const verifyEmail = codeCheck('VerifyEmailRequest');
export const verifyPhone = codeCheck('VerifyPhoneRequest');
export const verifyInviteCode = codeCheck('VerifyInviteCodeRequest');

function codeRequest(name: string): MessageRule {
  return { name, fields: [['UserId', 'userId', id], sendCode] };
}

function codeCheck(name: string): MessageRule {
  return {
    name,
    fields: [
      ['UserId', 'userId', id],
      ['VerificationCode', 'verificationCode', runes(1, 20)],
    ],
  };
}
