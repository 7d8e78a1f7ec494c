// @ts-check
// The buttons that choose the colour scheme. The script makes them, because they do nothing without it.
import { createElement, queryAll } from './dom.js';

/**
 * Adds a button for each scheme, and shows which one is chosen.
 * @param {import('../interactions.js').Context} context
 * @returns {(button: HTMLElement) => void} chooses the scheme of a button
 */
export const startThemeChoice = ({ page: { set, applyTheme }, strings }) => {
  const buttons = ['system', 'light', 'dark'].map(scheme =>
    createElement('button', strings[`theme_${scheme}`], { type: 'button', 'data-theme-set': scheme }),
  );
  for (const group of queryAll('.theme')) {
    group.setAttribute('role', 'group');
    group.setAttribute('aria-label', strings.theme);
    group.append(createElement('span', strings.theme), ...buttons);
  }
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
