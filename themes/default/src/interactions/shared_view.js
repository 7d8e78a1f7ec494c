// @ts-check
// A page that shows somebody else's ticks: the reader imports them or returns to the own ones.

/**
 * @param {import('../interactions.js').Context} context
 * @returns {import('../interactions.js').Actions}
 */
export const sharedViewActions = ({ page: { ticks }, strings, status }) => {
  const exitSharedView = () => {
    ticks.endShared();
    history.replaceState(null, '', location.pathname);
    ticks.readTicks();
  };
  return {
    /** Imports the shared ticks. */
    take: () => {
      const checked = ticks.boxes.map(box => box.checked);
      ticks.endShared();
      ticks.boxes.forEach((box, number) => ticks.setTick(box, checked[number]));
      exitSharedView();
      status.announce(strings.taken);
    },
    /** Returns to the own ticks. */
    own: exitSharedView,
  };
};
