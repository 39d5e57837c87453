// The browser that comes by npm, with its own libraries and font: no system package is needed.
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import chromium, { inflate } from '@sparticuz/chromium';
import { chromium as playwright } from 'playwright-core';

const folder = tmpdir();
const fonts = path.join(folder, 'tandem-fonts.conf');
// Chromium aborts when it finds no font at all.
const FONTS = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${folder}/fonts</dir><dir>/usr/share/fonts</dir><cachedir>${folder}/fonts-cache</cachedir></fontconfig>`;

/** Run once before any test: two unpackings at a time end in ETXTBSY. Later calls find it unpacked. */
export async function unpackBrowser() {
  const bin = path.resolve(path.dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '../bin');
  const [executablePath, libraries] = await Promise.all([
    chromium.executablePath(bin),
    inflate(path.join(bin, 'al2023.tar.br')),
  ]);
  await writeFile(fonts, FONTS);
  return { executablePath, libraries: path.join(libraries, 'lib') };
}

export async function launchBrowser() {
  const { executablePath, libraries } = await unpackBrowser();
  return playwright.launch({
    executablePath,
    args: ['--no-sandbox'],
    env: { ...process.env, LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: fonts },
  });
}
