// The days on which something changed, and the steps that the slider takes over them.

/** Many days are shown by session of the General Assembly at first. */
const MANY = 60;

/** @typedef {{day: string, tally: object}} Dated */

/** Index of the last day that is not after another one; -1 if all are. */
export function indexAt(days, day) {
    let [low, high] = [0, days.length];
    while (low < high) {
        const middle = (low + high) >> 1;
        [low, high] = days[middle].day <= day ? [middle + 1, high] : [low, middle];
    }
    return low - 1;
}

/** Regular sessions of the General Assembly begin in September, the first one in 1946. */
export function session(day) {
    const [year, month] = day.split('-').map(Number);
    return Math.max(1, year - 1945 - (month < 9 ? 1 : 0));
}

/** The step that suits the days, unless one is chosen. */
export function stepOf(chosen, days) {
    return chosen ?? (days.length > MANY ? 'session' : 'day');
}

/**
 * The days to stop at.
 *
 * @param {Dated[]} days
 * @param {'day'|'session'} step session: only the last day of change of each
 * @returns {Dated[]}
 */
export function stops(days, step) {
    if (step === 'day') {
        return days;
    }
    return days.filter(({ day }, index) => index === days.length - 1 || session(day) !== session(days[index + 1].day));
}

export function today() {
    return new Date().toISOString().slice(0, 10);
}
