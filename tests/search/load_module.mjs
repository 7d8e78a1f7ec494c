// Imports the theme's search script in Node; reads and writes JSON for the Rust tests.
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const SCRIPT = fileURLToPath(new URL('../../themes/default/assets/search.js', import.meta.url));

/** The module, imported from a copy with another name, because Node takes `.js` outside a package for CommonJS. */
export const loadModule = async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'situ-search-'));
  try {
    const copy = path.join(folder, 'search.mjs');
    copyFileSync(SCRIPT, copy);
    return await import(pathToFileURL(copy).href);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

export const readInput = () => JSON.parse(readFileSync(0, 'utf8'));
export const writeOutput = value => process.stdout.write(JSON.stringify(value));
