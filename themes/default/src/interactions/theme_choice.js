// @ts-check
// The buttons that choose the colour scheme.
import { queryAll } from './dom.js';

/**
 * Shows which scheme is chosen.
 * @param {import('../site.js').Page} page
 * @returns {(button: HTMLElement) => void} chooses the scheme of a button
 */
export const startThemeChoice = ({ set, applyTheme }) => {
  const buttons = queryAll('[data-theme-set]');
  const showChoice = () => {
    const chosen = applyTheme();
    for (const button of buttons) button.setAttribute('aria-pressed', `${button.dataset.themeSet === chosen}`);
  };
  showChoice();
  return ({ dataset }) => {
    set('theme', dataset.themeSet === 'system' ? null : /** @type {string} */ (dataset.themeSet));
    showChoice();
  };
};
