// @ts-check
// The colour scheme: `light`, `dark`, or the one of the operating system.
import { get } from './storage.js';

/** Applies the stored choice and returns it; `system` if there is none. */
export const applyTheme = () => {
  const chosen = get('theme');
  const { dataset } = document.documentElement;
  if (chosen) dataset.theme = chosen;
  else delete dataset.theme;
  return chosen || 'system';
};
