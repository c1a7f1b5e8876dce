import jsQR from 'jsqr';
import { PNG } from 'pngjs';

/**
 * Scans a QR code.
 *
 * @param png the picture's bytes
 * @returns the text in it; undefined where there is no code
 */
export function scanQrCode(png: Buffer): string | undefined {
  const { data, width, height } = PNG.sync.read(png);
  return jsQR(new Uint8ClampedArray(data), width, height)?.data;
}
