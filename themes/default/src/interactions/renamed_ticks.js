// @ts-check
// Ticks of actions that the authors have renamed since the reader set them.

/** @param {import('../site.js').Page} page */
export const renameTicks = ({ main, get, set, ticks }) => {
  const { renamed } = main.dataset;
  if (!renamed) return;
  for (const pair of renamed.split(',').filter(Boolean)) {
    const actions = pair.split(' ');
    ticks.renameShared(actions[0], actions[1]);
    const [from, to] = actions.map(action => `tick:${action}`);
    const old = get(from);
    if (old !== null && get(to) === null) set(to, old);
    set(from, null);
  }
  ticks.readTicks();
};
