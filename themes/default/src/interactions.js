// @ts-check
// What a reader does with a page: colour scheme, copying, sharing and printing, notes on the own case, the same place
// in another language. Imported by site.js at the reader's first move; nothing here is needed to read, and nothing is
// sent to anyone.
import { addButtons } from './interactions/buttons.js';
import { createCase } from './interactions/case.js';
import { startContents } from './interactions/contents.js';
import { startLanguageSwitch } from './interactions/language_switch.js';
import { messageActions, addSendButtons } from './interactions/messages.js';
import { startNextPhase } from './interactions/next_phase.js';
import { keepOffline } from './interactions/offline.js';
import { startPageScripts } from './interactions/page_scripts.js';
import { printActions, unfoldForPrint } from './interactions/print.js';
import { renameTicks } from './interactions/renamed_ticks.js';
import { restorePosition } from './interactions/restore_position.js';
import { shareActions } from './interactions/share.js';
import { sharedViewActions } from './interactions/shared_view.js';
import { createStatus } from './interactions/status.js';
import { loadStrings } from './interactions/strings.js';
import { loadStyleSheet } from './interactions/style_sheet.js';
import { startThemeChoice } from './interactions/theme_choice.js';
import { startTickReset } from './interactions/tick_reset.js';
import { startUnsavedNotice } from './interactions/unsaved_notice.js';

/**
 * What the modules share.
 * @typedef {{
 *   page: import('./site.js').Page,
 *   strings: Record<string, any>,
 *   status: ReturnType<typeof createStatus>,
 * }} Context
 */

/**
 * What a button does, keyed by its attribute `data-do`.
 * @typedef {Record<string, (button: HTMLElement) => void>} Actions
 */

/**
 * Starts everything on a page.
 * @param {import('./site.js').Page} page
 * @param {unknown} loaded truthy if the reader has turned to the page, or five seconds are over
 */
export default async function start(page, loaded) {
  restorePosition(page);
  const [strings] = await Promise.all([loadStrings(), loadStyleSheet()]);
  const context = { page, strings, status: createStatus(strings) };

  renameTicks(page);
  const chooseTheme = startThemeChoice(context);
  addButtons(context);
  const readerCase = await createCase(context);
  if (typeof navigator.share === 'function') addSendButtons(context);

  /** @type {Actions} */
  const actions = {
    ...messageActions(context, readerCase.blanks),
    ...shareActions(context),
    ...sharedViewActions(context),
    ...printActions(context, readerCase),
    ...readerCase.actions,
    ...startTickReset(context),
  };
  addEventListener('click', ({ target }) => {
    const button = /** @type {HTMLElement | null} */ (
      /** @type {Element} */ (target).closest('[data-do],[data-theme-set]')
    );
    if (!button) return;
    if (button.dataset.do) actions[button.dataset.do](button);
    else chooseTheme(button);
  });

  startUnsavedNotice(context);
  startNextPhase(context);
  startContents();
  unfoldForPrint(page);
  startLanguageSwitch(page);
  // A page that starts this at once, because it depends on something stored, is still loading.
  setTimeout(keepOffline, loaded ? 0 : 5000);
  await startPageScripts({ ...context, readerCase, actions });
}
