import { extname } from 'node:path';

/** Endings of the names of images, by type, the usual one first. */
const ENDINGS: Readonly<Record<string, readonly string[]>> = {
  'image/avif': ['.avif'],
  'image/jpeg': ['.jpg', '.jpeg'],
  'image/png': ['.png'],
  'image/tiff': ['.tiff', '.tif'],
  'image/webp': ['.webp'],
};

/** The name of a file in a Content-Disposition header; '' where it has none. */
export function fileNameIn(header: string): string {
  const encoded = /filename\*=UTF-8''([^;\s]+)/i.exec(header)?.[1];
  if (encoded !== undefined) return decodeURIComponent(encoded);
  const name = /filename="((?:[^"\\]|\\.)*)"/i.exec(header)?.[1] ?? /filename=([^;\s]+)/i.exec(header)?.[1];
  return (name ?? '').replace(/\\(.)/g, '$1');
}

/** A name with the ending of an image's type: an image that was made of another has still that one's name. */
export function withEndingOf(name: string, type: string): string {
  const endings = ENDINGS[type];
  const ending = extname(name);
  const isImage = Object.values(ENDINGS).flat().includes(ending.toLowerCase());
  if (endings === undefined || !isImage || endings.includes(ending.toLowerCase())) return name;
  return name.slice(0, -ending.length) + (endings[0] ?? '');
}
