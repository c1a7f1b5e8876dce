import type { IExecuteFunctions } from 'n8n-workflow';

import { InputError } from './errors';
import { describe } from './parse';
import type { ReplyRow } from './run/call';

const PRESET = 'qrCode';

/**
 * The binary field that the option "QR Code" names.
 *
 * @param option the option's value: a field name, or true for the usual one
 * @returns the name, or undefined where no QR code is wanted
 * @throws InputError for anything else
 */
export function qrCodeField(option: unknown): string | undefined {
  if (option === undefined || option === null || option === false || option === '') return undefined;
  if (option === true) return PRESET;
  if (typeof option === 'string') return option;
  throw new InputError(
    `QR Code: expected the name of a binary field, got ${describe(option)}`,
    `Write a name, e.g. "${PRESET}".`,
  );
}

/**
 * Adds the QR code of an `otpauth://` address to a row, as a PNG.
 *
 * @param field binary field to put it in
 */
export async function addQrCode(
  execution: IExecuteFunctions,
  row: ReplyRow,
  address: string,
  field: string,
): Promise<ReplyRow> {
  const { toBuffer } = await import('qrcode');
  const png = await toBuffer(address, { type: 'png', width: 320, margin: 4 });
  const binary = await execution.helpers.prepareBinaryData(png, `${field}.png`, 'image/png');
  return { ...row, binary: { ...row.binary, [field]: binary } };
}
